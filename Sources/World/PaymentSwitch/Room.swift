/// Placeholder until the first type of PaymentSwitch lands; delete it then.
enum PaymentSwitchRoom {}
