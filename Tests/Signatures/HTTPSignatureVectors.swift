import Testing

/// Test vectors of RFC 9421 appendix B: keys, the two messages, and for each case what is covered and the signature.
enum HTTPSignatureVectors {
  struct Case: Sendable, CustomTestStringConvertible {
    let label: String
    let key: String
    let input: String
    let signature: String
    let base: String
    let isResponse: Bool
    let algorithm: String
    var testDescription: String { label }
  }

  static let b21 = Case(
    label: "sig-b21", key: "test-key-rsa-pss",
    input: [
      #"sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#
    ].joined(),
    signature: [
      #"sig-b21=:d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8"#,
      #"Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQK"#,
      #"hO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1f"#,
      #"V5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==:"#,
    ].joined(),
    base: [
      #""@signature-params": ();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd""#
    ].joined(),
    isResponse: false, algorithm: "rsa-pss-sha512")

  static let b22 = Case(
    label: "sig-b22", key: "test-key-rsa-pss",
    input: [
      #"sig-b22=("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key"#,
      #"-rsa-pss";tag="header-example""#,
    ].joined(),
    signature: [
      #"sig-b22=:LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH"#,
      #"7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8"#,
      #"NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tF"#,
      #"TQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==:"#,
    ].joined(),
    base: [
      #""@authority": example.com"#,
      #""content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLv"# + #"RwEmTHWXvJwew==:"#,
      #""@query-param";name="Pet": dog"#,
      #""@signature-params": ("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;ke"#
        + #"yid="test-key-rsa-pss";tag="header-example""#,
    ].joined(separator: "\n"),
    isResponse: false, algorithm: "rsa-pss-sha512")

  static let b23 = Case(
    label: "sig-b23", key: "test-key-rsa-pss",
    input: [
      #"sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-len"#,
      #"gth");created=1618884473;keyid="test-key-rsa-pss""#,
    ].joined(),
    signature: [
      #"sig-b23=:bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU"#,
      #"5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZz"#,
      #"NBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9"#,
      #"iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==:"#,
    ].joined(),
    base: [
      #""date": Tue, 20 Apr 2021 02:07:55 GMT"#,
      #""@method": POST"#,
      #""@path": /foo"#,
      #""@query": ?param=Value&Pet=dog"#,
      #""@authority": example.com"#,
      #""content-type": application/json"#,
      #""content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLv"# + #"RwEmTHWXvJwew==:"#,
      #""content-length": 18"#,
      #""@signature-params": ("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest""#
        + #" "content-length");created=1618884473;keyid="test-key-rsa-pss""#,
    ].joined(separator: "\n"),
    isResponse: false, algorithm: "rsa-pss-sha512")

  static let b24 = Case(
    label: "sig-b24", key: "test-key-ecc-p256",
    input: [
      #"sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-"#,
      #"key-ecc-p256""#,
    ].joined(),
    signature: [
      #"sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:"#
    ].joined(),
    base: [
      #""@status": 200"#,
      #""content-type": application/json"#,
      #""content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJ"# + #"uahq4l5aGgfLQ==:"#,
      #""content-length": 23"#,
      #""@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473"#
        + #";keyid="test-key-ecc-p256""#,
    ].joined(separator: "\n"),
    isResponse: true, algorithm: "ecdsa-p256-sha256")

  static let b25 = Case(
    label: "sig-b25", key: "test-shared-secret",
    input: [
      #"sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret""#
    ].joined(),
    signature: [
      #"sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:"#
    ].joined(),
    base: [
      #""date": Tue, 20 Apr 2021 02:07:55 GMT"#,
      #""@authority": example.com"#,
      #""content-type": application/json"#,
      #""@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secr"# + #"et""#,
    ].joined(separator: "\n"),
    isResponse: false, algorithm: "hmac-sha256")

  static let b26 = Case(
    label: "sig-b26", key: "test-key-ed25519",
    input: [
      #"sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;k"#,
      #"eyid="test-key-ed25519""#,
    ].joined(),
    signature: [
      #"sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"#
    ].joined(),
    base: [
      #""date": Tue, 20 Apr 2021 02:07:55 GMT"#,
      #""@method": POST"#,
      #""@path": /foo"#,
      #""@authority": example.com"#,
      #""content-type": application/json"#,
      #""content-length": 18"#,
      #""@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created"#
        + #"=1618884473;keyid="test-key-ed25519""#,
    ].joined(separator: "\n"),
    isResponse: false, algorithm: "ed25519")

  static let cases = [b21, b22, b23, b24, b25, b26]
  static let keys: [(keyID: String, jwk: String)] = [
    (
      "test-key-rsa",
      [
        #"{"kty":"RSA","kid":"test-key-rsa","p":"sqeUJmqXE3LP8tYoIjMIAKiTm9o6psPlc8CrLI9CH0UbuaA2JCOMcCNq8SyYbTqgnWlB9Zf"#,
        #"cAm_cFpA8tYci9m5vYK8HNxQr-8FS3Qo8N9RJ8d0U5CswDzMYfRghAfUGwmlWj5hp1pQzAuhwbOXFtxKHVsMPhz1IBtF9Y8jvgqgYHLbmyiu1m"#,
        #"w","q":"vSlgXQbvHzWmuUBFRHAejRh_naQTDV3GnH4lcRHuFBFZCSLn82xQS2_7xFOqfabqq17kNcvKfzdvWpGxxJ2cILAq0pZS6DmrZlvBU4"#,
        #"IkK2ZHCac_XfWVZFh-PrsH_EnVkDpfcYR_iw1F40C1q5w8R6WBHaew3SAp","d":"b8lm5JZ2hUduLnq-OAKCSODeWQ7Uqs7eet2bqeuAD0_2p"#,
        #"o-PG4qhZoo7VwFCUTWlJan9wqdxiAPlbEQKkCdFRcbakbjN2TMJjMCHWL5zfgvqhmgeyKsrqg1wSce97J1_Mkvn3fh6CbqnwNb6bVFDvTJS3i5"#,
        #"FzRhKiv6rUsYm8ZAdF4XRaYkFkeuHPl7rc-ruUTSAjC4GovxIxoDJFe0r4kbFmkiZOr40e8RZYK7T1IKrSvzfxx5AjnlK_OZOTCq0L7wBPbMW-"#,
        #"IxmQpFCjpI-yuoi3FlZG3LaLNrBMXQF_lLZUDHs77q3fAGxDWwum2hKBfdBuUQtjlqwjQlgXPsskQ","e":"AQAB","n":"hAKYdtoeoy8zcAc"#,
        #"R874L8cnZxKzAGwd7v36APp7Pv6Q2jdsPBRrwWEBnez6d0UDKDwGbc6nxfEXAy5mbhgajzrw3MOEt8uA5txSKobBpKDeBLOsdJKFqMGmXCQvEG"#,
        #"7YemcxDTRPxAleIAgYYRjTSd_QBwVW9OwNFhekro3RtlinV0a75jfZgkne_YiktSvLG34lw2zqXBDTC5NHROUqGTlML4PlNZS5Ri2U4aCNx2rU"#,
        #"PRcKIlE0PuKxI4T-HIaFpv8-rdV6eUgOrB2xeI1dSFFn_nnv5OoZJEIB-VmuKn3DCUcCZSFlQPSXSfBDiUGhwOw76WuSSsf1D4b_vLoJ10w"}"#,
      ].joined()
    ),
    (
      "test-key-rsa-pss",
      [
        #"{"kty":"RSA","kid":"test-key-rsa-pss","p":"5V-6ISI5yEaCFXm-fk1EM2xwAWekePVCAyvr9QbTlFOCZwt9WwjUjhtKRusi5Uq-IYZ"#,
        #"_tq2WRE4As4b_FHEMtp2AER43IcvmXPqKFBoUktVDS7dThIHrsnRi1U7dHqVdwiMEMe5jxKNgnsKLpnq-4NyhoS6OeWu1SFozG9J9xQk","q":"#,
        #""w-wIde17W5Y0Cphp3ZZ0uM8OUq1AkrV2IKauqYHaDxAT32EM4ci2MMER2nIUEo4g_42lW0zYouFFqONwv0-HyOsgPpdSqKRC5WLgn0VXabjaN"#,
        #"cy6KhNPXeJ0AgtqdiDwPeJ2_L_eKwNWQ43RfdQBUquAwSd7SEmmQ8sViqB628M","d":"lAfIqfpCYomVShfAKnwf2lD9I0wKjkHsCtZCif4kA"#,
        #"lwQqqW6N-tIL3bdOR-VWf0Q1ZBIDtpO91UrG7pansyrPERbNrRJlPiYEyPTHkCT1nD-l2isuiyGLNBNnFoKfBgA4KAbPJZQatFIV9Cn34JSHnp"#,
        #"N5-2ehreGBYHtkwHFtlmzeF3yu5bqRcqOhx8lkYmBzDAEUFyyXjknU5-WjAT9DzuG0MpOTkcU1EnjnIjyVBZLUB5Lxm8puyq8hH8B_E5LNC-1o"#,
        #"c8j-tDy98UvRTTiYvZvs87cGCFxg0LijNhg7CE3g9piNqB6DzMgA9MHSOwcElVtfKdYfo4H3OHZXsSmEQ","e":"AQAB","n":"r4tmm3r20Wd"#,
        #"_PbqvP1s2-QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct-Lh1GH45x28Rw3Ry53mm-oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk9"#,
        #"5AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL-Wokqltd11nqqzi-bJ9cvSKADYdUAAN5WUtzdpiy6LbTgSxP7oci"#,
        #"U4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4aOT9v6d-nb4bnNkQVklLQ3fVAvJm-xdDOp9LCNCN48V2pnDOkFV6-U9nV5oyc6XI2"#,
        #"w"}"#,
      ].joined()
    ),
    (
      "test-key-ecc-p256",
      [
        #"{"kty":"EC","crv":"P-256","kid":"test-key-ecc-p256","d":"UpuF81l-kOxbjf7T4mNSv0r5tN67Gim7rnf6EFpcYDs","x":"qIV"#,
        #"YZVLCrPZHGHjP17CTW0_-D9Lfw0EkjqF7xB4FivA","y":"Mc4nN9LTDOBhfoUeg8Ye9WedFRhnZXZJA12Qp0zZ6F0"}"#,
      ].joined()
    ),
    (
      "test-key-ed25519",
      [
        #"{"kty":"OKP","crv":"Ed25519","kid":"test-key-ed25519","d":"n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU","x":"J"#,
        #"rQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"}"#,
      ].joined()
    ),
  ]
  static let secret = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="
}
