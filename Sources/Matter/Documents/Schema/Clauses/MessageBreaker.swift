/// Makes of a message others that break one clause of a schema, and are otherwise as they came.
///
/// What the message leaves out is put in first, so that a clause on it can be broken too.
package struct MessageBreaker: Sendable {
  /// A message that a clause is asked of, and where.
  package struct Asked: Sendable {
    package let message: ReadMessage
    package let place: JSONPointer
  }
  private typealias Condition = SchemaClause.Condition
  private let sample: MessageSample
  private let required: [SchemaClause]
  private let shapes: [SchemaFilePlace: Schema]
  /// What the shapes of `if` demand, from the place on that is looked at.
  private let demands: [SchemaFilePlace: [SchemaClause]]

  package init(_ clauses: [SchemaClause], in folder: SchemaFolder) throws(SchemaFileRefusal) {
    sample = MessageSample(clauses)
    required = clauses.filter { $0.keyword == "required" }
    var shapes: [SchemaFilePlace: Schema] = [:]
    var demands: [SchemaFilePlace: [SchemaClause]] = [:]
    for condition in clauses.flatMap(\.conditions) where shapes[condition.shape] == nil {
      shapes[condition.shape] = try folder.schema(at: condition.shape)
      if condition.isIf { demands[condition.shape] = try folder.clauses(at: condition.shape) }
    }
    (self.shapes, self.demands) = (shapes, demands)
  }

  /// Where a message as it came is asked by a clause: something stands there, and what must be so is so.
  package func asked(_ message: ReadMessage, by clause: SchemaClause) -> [Asked] {
    clause.place.pointers(in: message.json).filter { pointer in
      guard let value = message.json[pointer], !value.breaking(clause.keyword, clause.value).isEmpty else { return false }
      return clause.conditions.allSatisfy { holds($0, on: pointer, in: message) }
    }.map { Asked(message: message, place: $0) }
  }

  /// Whether a message has the shapes that a clause is asked of, as far as it goes: what lacks is left out only.
  package func fits(_ message: ReadMessage, _ clause: SchemaClause) -> Bool {
    clause.conditions.allSatisfy { condition in
      let places = clause.place.prefix(condition.depth).pointers(in: message.json)
      return places.isEmpty || places.contains { holds(condition, on: $0, in: message) }
    }
  }

  /// The message with the plainest of what the clause speaks of put in where it was not; nil where that cannot be.
  package func grown(_ message: ReadMessage, to clause: SchemaClause) -> Asked? {
    var json = message.json
    for condition in clause.conditions {
      let place = clause.place.prefix(condition.depth)
      guard let pointer = place.pointers(in: json).first, let now = ReadMessage(json), !holds(condition, on: pointer, in: now) else {
        continue
      }
      if condition.isIf, condition.isWanted {
        fulfil(condition, at: pointer, of: clause, in: &json)
      } else {
        guard let value = sample.value(at: place, under: clause.conditions) else { return nil }
        try? json.set(at: pointer, value)
      }
    }
    guard let pointer = grow(&json, to: clause) else { return nil }
    complete(&json)
    return ReadMessage(json).flatMap { asked($0, by: clause).first { $0.place == pointer } }
  }

  /// Each breaks the clause in another way.
  package func broken(_ asked: Asked, by clause: SchemaClause) -> [JSON] {
    guard let value = asked.message.json[asked.place] else { return [] }
    return value.breaking(clause.keyword, clause.value).compactMap { other in
      var message = asked.message.json
      return (try? message.set(at: asked.place, other)).map { message }
    }
  }

  /// Puts in what the shape of an `if` demands.
  private func fulfil(_ condition: Condition, at pointer: JSONPointer, of clause: SchemaClause, in message: inout JSON) {
    let demanded = demands[condition.shape] ?? []
    let plain = MessageSample(demanded)
    let outer = clause.place.prefix(condition.depth)
    for demand in demanded {
      for place in demand.place.pointers(in: message[pointer] ?? .null) {
        let here = JSONPointer(pointer.tokens + place.tokens)
        switch demand.keyword {
        case "required":
          guard let name = demand.value.text, message[here]?[name] == nil else { continue }
          let inner = demand.place.appending(.member(name))
          let isSaid = demanded.contains { $0.place == inner }
          let value =
            isSaid ? plain.value(at: inner, under: []) : sample.value(at: MessagePlace(outer.steps + inner.steps), under: clause.conditions)
          if let value { try? message.set(at: here.appending(name), value) }
        case "const": try? message.set(at: here, demand.value)
        default: continue
        }
      }
    }
  }

  private func grow(_ message: inout JSON, to clause: SchemaClause) -> JSONPointer? {
    var pointer = JSONPointer.root
    var place = MessagePlace.root
    for step in clause.place.steps {
      place = place.appending(step)
      switch step {
      case .member(let name): pointer = pointer.appending(name)
      case .element: pointer = pointer.appending(0)
      }
      guard message[pointer] == nil else { continue }
      guard let value = sample.value(at: place, under: clause.conditions), (try? message.set(at: pointer, value)) != nil else { return nil }
    }
    guard clause.keyword == "required", let name = clause.value.text, message[pointer]?[name] == nil else { return pointer }
    let value = sample.value(at: place.appending(.member(name)), under: clause.conditions)
    return value.flatMap { (try? message.set(at: pointer.appending(name), $0)).map { pointer } }
  }

  /// By what was put in the message is told to be of another shape, and then more is demanded: that is put in too.
  private func complete(_ message: inout JSON) {
    for clause in required {
      guard let name = clause.value.text else { continue }
      for pointer in clause.place.pointers(in: message) where message[pointer]?.members != nil && message[pointer]?[name] == nil {
        guard let now = ReadMessage(message), clause.conditions.allSatisfy({ holds($0, on: pointer, in: now) }) else { continue }
        guard let value = sample.value(at: clause.place.appending(.member(name)), under: clause.conditions) else { continue }
        try? message.set(at: pointer.appending(name), value)
      }
    }
  }

  /// Of the value on the way to a place, so deep as the condition looks.
  private func holds(_ condition: Condition, on pointer: JSONPointer, in message: ReadMessage) -> Bool {
    guard let shape = shapes[condition.shape] else { return false }
    guard let value = message.document[JSONPointer(Array(pointer.tokens.prefix(condition.depth)))] else { return false }
    return shape.accepts(value) == condition.isWanted
  }
}

/// A message as a value that can be changed and as a document that can be judged.
package struct ReadMessage: Sendable {
  package let json: JSON
  package let document: Document

  package init?(_ json: JSON) {
    guard let document = try? Document(parsing: json.encoded()) else { return nil }
    (self.json, self.document) = (json, document)
  }

  package init?(parsing bytes: [UInt8]) {
    guard let json = try? JSON(parsing: bytes) else { return nil }
    self.init(json)
  }
}
