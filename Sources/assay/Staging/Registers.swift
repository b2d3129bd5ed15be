import AccountMapper
import BeneficiaryRegistry
import BeneficiarySystem
import CivilRegistry
import Facts
import FieldSystems
import FunctionalRegisters
import IdentitySystem
import PaymentSwitch
import Population
import Sandbox
import Timeline

/// The reference systems: one line for each role.
enum Registers {
  static let roles: [Role] = [.crvs, .id, .payments, .mis, .ibr, .mapper] + FunctionalRegistry.roles + FieldSystem.roles

  static func make(_ role: Role, story: Story, populace: Populace?, policies: Settings, deviations: Set<String>) -> (any Register)? {
    switch role {
    case .crvs: CivilRegistry(story: story, populace: populace, deviations: deviations)
    case .id: IdentitySystem(story: story, populace: populace, deviations: deviations)
    case .payments: PaymentSwitch(story: story, policies: policies, deviations: deviations)
    case .mis: BeneficiarySystem(story: story, policies: policies, deviations: deviations)
    case .ibr: BeneficiaryRegistry(story: story, deviations: deviations)
    case .mapper: AccountMapper(story: story, deviations: deviations)
    case .facility, .intake: FieldSystem(role, story: story, deviations: deviations)
    default: FunctionalRegistry(role, story: story, deviations: deviations)
    }
  }

  /// What each system can do, for lint, documentation and the editor's schema.
  static func cards() -> [RegisterCard] {
    let nobody = Story(today: Day(number: 20_000), people: [], programmes: [])
    return roles.compactMap { make($0, story: nobody, populace: nil, policies: Settings(), deviations: [])?.card }
  }
}
