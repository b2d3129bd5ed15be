// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house, lowest first. `Tests/Structure` holds the same table and fails on any import that is not in it.

/// What every room is compiled with.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  // Facts are read and written in every room; a generic one is no slower than one of its own room.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
/// gold, the default here, relinks in 12 s; lld in 1.5 s.
let linking: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"])]

func room(
  _ name: String, _ floor: String, _ needs: [String] = [], _ foreign: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(
    name: name, dependencies: needs.map { .byName(name: $0) } + foreign, path: "Sources/\(floor)/\(name)", exclude: exclude,
    swiftSettings: settings)
}

func tests(_ name: String, of needs: [String], path: String? = nil, exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: needs.map { .byName(name: $0) }, path: path ?? "Tests/\(name)", exclude: exclude,
    swiftSettings: settings, linkerSettings: linking)
}

let crypto: [Target.Dependency] = [
  .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
]

let matter: [Target] = [
  room("Documents", "Matter", exclude: ["README.md", "Schema/README.md"]),
  room("Conformance", "Matter"),
  room("Facts", "Matter", ["Documents"]),
]

let tools: [Target] = [
  .target(
    name: "CCurl", path: "Sources/Tools/CCurl", linkerSettings: [.linkedLibrary("curl")]),
  // The package description of libxml2 brings its folder of headers, which differs between systems.
  .systemLibrary(
    name: "CLibXML2System", path: "Sources/Tools/CLibXML2/system", pkgConfig: "libxml-2.0",
    providers: [.apt(["libxml2-dev", "pkg-config"])]),
  .target(name: "CLibXML2", dependencies: ["CLibXML2System"], path: "Sources/Tools/CLibXML2", exclude: ["system"]),
  room("MarkupDocuments", "Tools", ["Documents", "CLibXML2"]),
  room("SourceText", "Tools", [], ["Yams"]),
  room("Signatures", "Tools", ["Documents"], crypto),
  room("Evidence", "Tools", ["Documents", "Conformance", "Facts", "Signatures"]),
  room("Transport", "Tools", ["Documents", "Evidence", "Facts", "CCurl"]),
  room("Scenarios", "Tools", ["SourceText", "Documents", "MarkupDocuments", "Conformance", "Facts"]),
]

let systems = [
  "CivilRegistry", "IdentitySystem", "PaymentSwitch", "BeneficiarySystem", "BeneficiaryRegistry", "FunctionalRegisters", "AccountMapper",
  "FieldSystems",
]
let dialects = ["DialectsDCI", "DialectsCivil", "DialectsIdentity", "DialectsPayments", "DialectsIntake"]

let world: [Target] =
  [
    room("Population", "World", ["SourceText", "Documents", "Facts"]),
    room("Timeline", "World", ["Facts", "Evidence"]),
    room("Records", "World", ["Documents", "Facts"]),
    room("Admission", "World", ["Documents", "Facts", "Signatures"]),
  ]
  + systems.map { room($0, "World", ["Documents", "Facts", "Population", "Timeline", "Records"]) }
  + dialects.map { room($0, "World/Dialects", ["Facts", "Documents", "Signatures", "Admission"]) }
  + [
    room(
      "Sandbox", "World",
      systems + dialects + ["Documents", "Facts", "Population", "Timeline", "Transport", "Evidence", "Signatures"]),
    room(
      "Serving", "World", ["Documents", "Facts", "Evidence", "Sandbox"],
      [
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Logging", package: "swift-log"),
      ]),
  ]

let judge: [Target] = [
  room(
    "Engine", "Judge",
    ["Scenarios", "SourceText", "Conformance", "Evidence", "Facts", "Documents", "Timeline", "Transport", "Population"]),
  room(
    "Reports", "Judge", ["Evidence", "Conformance", "Documents", "Facts", "Signatures"],
    [.product(name: "Mustache", package: "swift-mustache")], exclude: ["README.md"]),
  room(
    "Certification", "Judge", ["Evidence", "Conformance", "Documents", "Facts", "Signatures"], exclude: ["README.md"]),
]

let rooms = matter + tools + world + judge

let command: Target = .executableTarget(
  name: "assay",
  dependencies: rooms.map { .byName(name: $0.name) } + [
    .product(name: "ArgumentParser", package: "swift-argument-parser"), .product(name: "Logging", package: "swift-log"),
  ],
  path: "Sources/assay", exclude: ["README.md"], swiftSettings: settings, linkerSettings: linking)

let tested = [
  "Documents", "Conformance", "Facts", "SourceText", "Signatures", "Evidence", "Transport", "Scenarios", "Population",
  "Timeline", "Engine", "Reports", "Sandbox", "MarkupDocuments", "Certification",
]
let all = rooms.map(\.name).filter { !["CCurl", "CLibXML2", "CLibXML2System"].contains($0) }

let testTargets: [Target] =
  tested.map { name in
    tests(name, of: all, exclude: name == "Documents" ? ["schema-suite-expectations.json", "openapi-suite-expectations.json"] : [])
  }
  + [
    tests("Systems", of: all), tests("Dialects", of: all), tests("Structure", of: []),
    tests("Suites", of: all),
    tests("Golden", of: ["Documents", "Scenarios", "SourceText"], exclude: ["cases", "common", "echo.py", "vendor-mistakes"]),
    tests("Gaming", of: [], exclude: ["gamer.py", "suite"]),
    tests(
      "Foreign", of: [],
      exclude: [
        "mis.py", "crvs.py", "registry.py", "apart.sh", "selfcheck.py", "payments.py", "forms.py", "clinic.py", "tunnel.py", "target.yaml",
        "target-crvs.yaml", "target-registry.yaml", "target-sandbox.yaml", "target-payments.yaml", "target-forms.yaml",
        "target-clinic.yaml", "target-life.yaml", "acme", "hill.py",
        "opencrvs.py", "target-opencrvs.yaml",
      ]),
  ]

let package = Package(
  name: "assay",
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
  ],
  targets: rooms + [command] + testTargets)
