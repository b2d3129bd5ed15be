import Conformance
package import Documents

/// The JSON Schema (draft 7, which YAML editors read) of a kind of page, made of the tables that the loader reads by.
package struct PageSchema: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case scenario, flow, requirements, profile, suite, editions, target, defects, expectations, waivers

    package var says: String {
      switch self {
      case .scenario: "A scenario: a page beside suite.yaml"
      case .flow: "A flow that scenarios include: flows/"
      case .requirements: "Requirements by their ids: requirements.yaml"
      case .profile: "A profile: profiles/"
      case .suite: "A suite: suite.yaml"
      case .editions: "The editions of published texts that anchors name: editions.yaml"
      case .expectations: "Known results of runs: `assay run --expectations`"
      case .waivers: "Challenges and their decisions: `assay run --waivers`"
      case .target: "A target: a vendor's system, and how it is reached"
      case .defects: "Defects or benign twins by their names: mocks/defects, mocks/twins"
      }
    }
  }

  private let knowledge: LanguageKnowledge

  /// Words that `knowledge` does not know are taken as they are written.
  package init(_ knowledge: LanguageKnowledge = LanguageKnowledge()) { self.knowledge = knowledge }

  package func json(_ kind: Kind) -> JSON {
    let root = kind.root
    var members = Members()
    members.append("$schema", "http://json-schema.org/draft-07/schema#")
    members.append("title", .string(kind.says))
    switch kind {
    case .requirements, .editions, .defects:
      members.append("type", "object")
      // A word of the suite's table stands between signs.
      members.append("propertyNames", ["pattern": "^[A-Za-z0-9<>-]+$"])
      if kind == .defects { members.append("properties", ["over": ["type": "string"]]) }
      members.append("additionalProperties", reference(root))
    case .expectations, .waivers:
      // One file may hold both. Nothing behind the colon: everything passes.
      members.append("type", "object")
      members.append("required", [.string(kind.rawValue)])
      let lists = [Kind.expectations, .waivers].map { Member($0.rawValue, ["anyOf": [list($0), ["type": "null"]]]) }
      members.append("properties", .object(Members(lists)))
      members.append("additionalProperties", false)
    case .scenario, .flow, .profile, .suite, .target: members.append("allOf", [reference(root)])
    }
    members.append("definitions", .object(Members(reachable(from: kind.roots).map { Member($0.rawValue, map($0)) })))
    return .object(members)
  }

  private func list(_ kind: Kind) -> JSON { ["type": "array", "items": reference(kind.root)] }

  private func reference(_ map: PageMap) -> JSON { ["$ref": .string("#/definitions/\(map.rawValue)")] }

  private func reachable(from roots: [PageMap]) -> [PageMap] {
    var found = roots
    var at = 0
    while at < found.count {
      for map in found[at].keys.flatMap(\.shape.maps) where !found.contains(map) { found.append(map) }
      at += 1
    }
    return found
  }

  private func map(_ map: PageMap) -> JSON {
    var members = Members()
    members.append("type", "object")
    let required = map.keys.filter(\.isRequired).map { JSON.string($0.name) }
    if !required.isEmpty { members.append("required", .array(required)) }
    members.append("properties", .object(Members(map.keys.map { Member($0.name, described($0)) })))
    // An observer and an action at the end have words of their own beside the known ones.
    members.append("additionalProperties", .bool(map == .observer))
    for (name, value) in rules(map) { members.append(name, value) }
    return .object(members)
  }

  private func described(_ key: PageKey) -> JSON {
    guard case .object(var members) = shape(key.shape) else { return true }
    // Beside a reference, draft 7 reads nothing.
    if members.first?.name == "$ref" { members = ["allOf": [.object(members)]] }
    members.append("description", .string(key.says))
    return .object(members)
  }

  private func shape(_ shape: PageShape) -> JSON {
    switch shape {
    case .text: ["type": ["string", "number", "boolean"]]
    case .anything: [:]
    case .flag: ["enum": [true, false, "true", "false", "yes", "no"]]
    case .day: ["type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"]
    case .words: ["anyOf": [self.shape(.text), ["type": "array", "items": self.shape(.text)]]]
    case .oneOf(let words): ["enum": .array(words.map { .string($0) })]
    case .known(let words): known(words)
    case .wordsKnown(let words): ["anyOf": [known(words), ["type": "array", "items": known(words)]]]
    case .list(let item): ["type": "array", "items": self.shape(item)]
    case .names(let value): ["type": "object", "additionalProperties": self.shape(value)]
    case .map(let map): reference(map)
    case .either(let all): ["anyOf": .array(all.map { self.shape($0) })]
    }
  }

  /// A reference, an input of a flow or a word of the suite's table may stand wherever a known word may.
  private func known(_ vocabulary: PageVocabulary) -> JSON {
    guard let words = knowledge.words(vocabulary) else { return shape(.text) }
    return ["anyOf": [["enum": .array(words.map { .string($0) })], ["type": "string", "pattern": "^[$<]"]]]
  }
}

// What holds between keys
extension PageSchema {
  private func rules(_ map: PageMap) -> [(String, JSON)] {
    func has(_ keys: [String]) -> JSON { ["required": .array(keys.map { .string($0) })] }
    func oneOf(_ keys: [String]) -> JSON { .array(keys.map { has([$0]) }) }
    switch map {
    case .waiver:
      // A decision is somebody's.
      let open: JSON = ["properties": ["decision": ["const": .string(Waiver.Decision.disputed.rawValue)]]]
      return [("anyOf", [open, has(["approver"])])]
    case .check, .premise:
      return [("oneOf", oneOf(["that", "of"])), ("anyOf", oneOf(Matcher.keys))]
    case .edge: return [("anyOf", oneOf(["tells", "asks"]))]
    case .policy: return [("anyOf", oneOf(["default", "from-programme"]))]
    case .step: return [("oneOf", oneOf(StepCard.all.map(\.keyword))), ("allOf", .array(StepCard.all.map(kind)))]
    default: return []
    }
  }

  /// The keys that a kind of step takes.
  private func kind(_ card: StepCard) -> JSON {
    let short = StepKind.catalogue.first { $0.keyword == card.keyword }?.keys ?? card.keys
    let keys = StepCard.common + [card.keyword] + short
    return ["if": ["required": [.string(card.keyword)]], "then": ["propertyNames": ["enum": .array(keys.map { .string($0) })]]]
  }
}

extension PageSchema.Kind {
  /// The map that a page of this kind is, or of which each of its entries is one.
  var root: PageMap {
    switch self {
    case .scenario: .scenario
    case .flow: .flow
    case .requirements: .requirement
    case .profile: .profile
    case .suite: .suite
    case .editions: .edition
    case .target: .target
    case .defects: .defect
    case .expectations: .expectation
    case .waivers: .waiver
    }
  }
  var roots: [PageMap] { self == .expectations || self == .waivers ? [.expectation, .waiver] : [root] }
}

extension PageShape {
  var maps: [PageMap] {
    switch self {
    case .map(let map): [map]
    case .list(let inner), .names(let inner): inner.maps
    case .either(let all): all.flatMap(\.maps)
    default: []
    }
  }
}

extension LanguageKnowledge {
  func words(_ vocabulary: PageVocabulary) -> [String]? {
    switch vocabulary {
    case .archetype: archetypes
    case .edge: edges
    case .dialect: dialects.map { $0 + ["none"] }
    case .role: roles
    case .given: givens?.map(\.word)
    case .act: acts?.map(\.word)
    case .probe: probes?.map(\.word)
    }
  }
}
