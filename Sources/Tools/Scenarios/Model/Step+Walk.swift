package import SourceText

extension Step {
  /// Every value of the step itself, without its checks.
  package var values: [Value] {
    func all(_ fields: [Field]) -> [Value] { fields.map(\.value) }
    switch kind {
    case .given(let s): return all(s.with)
    case .arrange(let s): return [s.about, s.behaviour].compactMap { $0 }
    case .act(let s): return all(s.with)
    case .send(let s): return [s.about, s.fault].compactMap { $0 }
    case .expect(let s): return [s.about].compactMap { $0 } + all(s.where)
    case .expectNone(let s): return [s.about].compactMap { $0 } + all(s.where)
    case .probe(let s): return [s.of].compactMap { $0 } + s.asking.values + s.contrast.flatMap(\.values)
    case .advance(let s): if case .nextCycle(let of) = s.purpose { return [of] } else { return [] }
    case .check, .prompt: return []
    case .call(let s): return all(s.headers) + [s.body, s.fault].compactMap { $0 }
    }
  }

  /// What the step itself refers to, without its checks.
  package var references: [Reference] {
    var all = values.flatMap(\.references) + premises.flatMap(\.references)
    switch kind {
    case .arrange(let s): if case .time(let limit)? = s.lasting { all += [limit.reference].compactMap { $0 } }
    case .expect(let s): all += [s.within?.reference].compactMap { $0 }
    case .expectNone(let s): if case .after(let limit)? = s.until { all += [limit.reference].compactMap { $0 } }
    case .probe(let s): all += [s.within?.reference].compactMap { $0 }
    case .check(let s): all.append(s.of)
    case .advance(let s): if case .by(let limit) = s.purpose { all += [limit.reference].compactMap { $0 } }
    default: break
    }
    return all
  }

  /// Controls and what a step establishes: assertions that judge nobody.
  package var premises: [Assertion] {
    switch kind {
    case .expect(let s): return [s.control].compactMap { $0 } + s.establishes.map(\.assertion)
    case .send(let s): return s.establishes.map(\.assertion)
    case .call(let s): return s.establishes.map(\.assertion)
    case .expectNone(let s): if case .lines(let lines)? = s.control { return [lines] } else { return [] }
    default: return []
    }
  }

  /// The other steps that it names: order, window, control, repetition, contrast.
  package var stepNames: [Word] {
    switch kind {
    case .send(let s): if case .again(let step) = s.what { return [step] } else { return [] }
    case .expect(let s): return s.order.after + s.order.before
    case .expectNone(let s):
      var names = [s.from].compactMap { $0 }
      if case .step(let step)? = s.until { names.append(step) }
      if case .step(let step)? = s.control { names.append(step) }
      return names
    case .probe(let s): return s.contrast.compactMap { if case .step(let step, _) = $0 { step } else { nil } }
    default: return []
    }
  }

  /// The transfer that it looks for, with its place.
  package var transfer: (transfer: Transfer, span: SourceSpan)? {
    switch kind {
    case .expect(let s): (s.transfer, s.transferSpan)
    case .expectNone(let s): (s.transfer, s.transferSpan)
    default: nil
    }
  }

  package var captures: [Capture] {
    switch kind {
    case .act(let s): s.gives
    case .expect(let s): s.gives
    default: []
    }
  }
}

extension ProbeStep.Asking {
  package var values: [Value] {
    switch self {
    case .once: []
    case .until(let value), .holds(let value): [value]
    }
  }
}

extension ProbeStep.Contrast {
  package var values: [Value] {
    switch self {
    case .about(let fields, let answers, _): fields.map(\.value) + [answers]
    case .step(_, let answers): [answers]
    case .rowsDiffer: []
    }
  }
}

extension Assertion {
  package var references: [Reference] {
    switch subject {
    case .step, .that: matcher.references
    case .of(_, let fields, let join): fields.flatMap(\.value.references) + [join?.to].compactMap { $0 } + matcher.references
    }
  }
}
