internal import Yams

/// The only place that knows the YAML library: its nodes become ours, with places and without resolved types.
struct YAMLWalk {
  let file: SourceFile
  let bounds: YAMLReader.Bounds
  private(set) var diagnostics: [Diagnostic] = []
  private var count = 0

  init(file: SourceFile, bounds: YAMLReader.Bounds) {
    (self.file, self.bounds) = (file, bounds)
  }

  mutating func document() -> Node? {
    do {
      let parser = try Parser(yaml: file.text, resolver: .basic, encoding: .utf8)
      // Anchors are held weakly by the nodes: the parser must live until they have been looked at.
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          report(.emptyFile, "there is nothing in this file", at: SourcePoint(line: 1, column: 1))
          return nil
        }
        return node(root, depth: 1)
      }
    } catch let error as YamlError {
      explain(error)
    } catch {
      report(.notYAML, "the file cannot be read: \(error)", at: SourcePoint(line: 1, column: 1))
    }
    return nil
  }

  private mutating func node(_ node: Yams.Node, depth: Int) -> Node? {
    let start = node.mark.map { SourcePoint(line: $0.line, column: $0.column) } ?? SourcePoint(line: 1, column: 1)
    count += 1
    guard count <= bounds.nodes else {
      if count == bounds.nodes + 1 { report(.tooLarge, "the file has more than \(bounds.nodes) nodes", at: start) }
      return nil
    }
    guard depth <= bounds.depth else {
      if !diagnostics.contains(where: { $0.code == .tooDeep }) {
        report(.tooDeep, "this is nested more than \(bounds.depth) deep", at: start)
      }
      return nil
    }
    if node.anchor != nil { report(.anchor, "anchors and aliases are not part of this language", at: start) }
    switch node {
    case .scalar(let scalar): return self.scalar(scalar, at: start)
    case .sequence(let sequence):
      tagged(sequence.tag, at: start)
      let items = sequence.compactMap { self.node($0, depth: depth + 1) }
      return Node(.sequence(items), span(start, items.last?.span.end))
    case .mapping(let mapping):
      tagged(mapping.tag, at: start)
      let entries = mapping.compactMap { self.entry($0.key, $0.value, depth: depth + 1) }
      return Node(.mapping(entries), span(start, entries.last?.value.span.end))
    case .alias:
      report(.anchor, "anchors and aliases are not part of this language", at: start)
      return nil
    }
  }

  private mutating func entry(_ key: Yams.Node, _ value: Yams.Node, depth: Int) -> Node.Entry? {
    guard let key = node(key, depth: depth), let value = node(value, depth: depth) else { return nil }
    guard key.text != nil else {
      diagnostics.append(Diagnostic(.notYAML, "a key must be a word, not \(key.shape)", at: key.span))
      return nil
    }
    return Node.Entry(key: key, value: value)
  }

  private mutating func scalar(_ scalar: Yams.Node.Scalar, at start: SourcePoint) -> Node {
    let style: Node.Scalar.Style =
      switch scalar.style {
      case .singleQuoted, .doubleQuoted: .quoted
      case .literal, .folded: .block
      default: .plain
      }
    tagged(scalar.tag, at: start)
    return Node(.scalar(Node.Scalar(scalar.string, style)), span(start, end(of: scalar.string, style, from: start)))
  }

  /// The library writes the default tags into nodes that it compared, so those say nothing about the author.
  private mutating func tagged(_ tag: Tag, at start: SourcePoint) {
    let silent = ["", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"]
    guard !silent.contains(tag.rawValue) else { return }
    report(.tag, "the tag \(tag.rawValue) has no meaning here", at: start)
  }

  /// The parser tells only where a node starts; its end is read off the line, for the caret.
  private func end(of text: String, _ style: Node.Scalar.Style, from start: SourcePoint) -> SourcePoint {
    let rest = Array(file.line(start.line).unicodeScalars.dropFirst(start.column - 1))
    var length = 1
    switch style {
    case .plain: length = rest.starts(with: text.unicodeScalars) ? text.unicodeScalars.count : rest.count
    case .block: length = 1
    case .quoted:
      guard let quote = rest.first else { break }
      length = rest.count
      var at = 1
      while at < rest.count {
        if rest[at] == "\\", quote == "\"" {
          at += 2
          continue
        }
        if rest[at] == quote {
          if quote == "'", at + 1 < rest.count, rest[at + 1] == quote {
            at += 2
            continue
          }
          length = at + 1
          break
        }
        at += 1
      }
    }
    return SourcePoint(line: start.line, column: start.column + max(length, 1))
  }

  private func span(_ start: SourcePoint, _ end: SourcePoint?) -> SourceSpan {
    SourceSpan(file: file, start: start, end: end)
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, at point: SourcePoint) {
    diagnostics.append(Diagnostic(code, message, at: SourceSpan(file: file, start: point)))
  }
}

extension YAMLWalk {
  private mutating func explain(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      syntax(problem, context, mark)
    case .composer(let context, let problem, let mark, _):
      if problem.contains("another document") {
        report(.severalDocuments, "a second document starts here", at: point(mark))
      } else if problem.contains("alias") {
        report(.anchor, "anchors and aliases are not part of this language", at: point(mark))
      } else {
        syntax(problem, context, mark)
      }
    case .reader(let problem, let offset, _, _):
      diagnostics.append(
        Diagnostic(
          .notYAML, "a character that YAML does not allow (\(problem))",
          at: SourceSpan(file: file, start: place(ofCharacter: offset ?? 0)), next: "remove the character; a text editor may not show it"))
    case .duplicatedKeysInMapping(let keys, let context): duplicate(keys.sorted(), context.mark)
    default: report(.notYAML, "the file cannot be read", at: SourcePoint(line: 1, column: 1))
    }
  }

  private mutating func syntax(_ problem: String, _ context: YamlError.Context?, _ mark: Mark) {
    if problem.contains("depth") || problem.contains("nesting") {
      return report(.tooDeep, "this is nested too deep", at: point(mark))
    }
    if let context, problem.contains("end of stream") || problem.contains("document indicator") {
      // The place to correct is where it was opened, not where the text ran out.
      return report(.notYAML, "this is never closed (\(context.text))", at: point(context.mark))
    }
    if let path = unquotedPath(on: mark.line) {
      return report(.unquotedPath, "a path stands here without quotes", at: path)
    }
    let notes = context.map { [Diagnostic.Note($0.text, SourceSpan(file: file, start: point($0.mark)))] } ?? []
    diagnostics.append(
      Diagnostic(.notYAML, problem, at: SourceSpan(file: file, start: point(mark)), notes: notes))
  }

  /// Where a line holds `: $.` or `: $[`, which YAML takes apart.
  private func unquotedPath(on line: Int) -> SourcePoint? {
    let text = Array(file.line(line).unicodeScalars)
    for at in text.indices.dropFirst() where text[at] == "$" && at + 1 < text.count {
      if [".", "["].contains(text[at + 1]), [" ", ",", "["].contains(text[at - 1]) { return SourcePoint(line: line, column: at + 1) }
    }
    return nil
  }

  /// The library names the first of the twins; an author looks for the second, which is the next such key at that depth.
  private mutating func duplicate(_ keys: [String], _ mark: Mark) {
    let first = point(mark)
    let rest = file.line(first.line).unicodeScalars.dropFirst(first.column - 1)
    let key = keys.first { rest.starts(with: $0.unicodeScalars) } ?? keys.first ?? ""
    let length = key.unicodeScalars.count
    let original = SourceSpan(file: file, start: first, end: SourcePoint(line: first.line, column: first.column + length))
    let second = twin(of: key, after: first).map {
      SourceSpan(file: file, start: $0, end: SourcePoint(line: $0.line, column: $0.column + length))
    }
    diagnostics.append(
      Diagnostic(
        .duplicateKey, "the key \(key) stands here twice", at: second ?? original,
        notes: second == nil ? [] : [Diagnostic.Note("the first one", original)]))
  }

  private func twin(of key: String, after first: SourcePoint) -> SourcePoint? {
    let word = Array((key + ":").unicodeScalars)
    for number in first.line...max(first.line, file.lineCount) {
      let line = Array(file.line(number).unicodeScalars)
      if number == first.line {
        var at = first.column - 1 + word.count
        while at + word.count <= line.count {
          if Array(line[at..<(at + word.count)]) == word, [" ", ",", "{"].contains(line[at - 1]) {
            return SourcePoint(line: number, column: at + 1)
          }
          at += 1
        }
      } else if line.count >= first.column - 1 + word.count, line.prefix(first.column - 1).allSatisfy({ $0 == " " }),
        Array(line[(first.column - 1)..<(first.column - 1 + word.count)]) == word
      {
        return SourcePoint(line: number, column: first.column)
      }
    }
    return nil
  }

  private func point(_ mark: Mark) -> SourcePoint { SourcePoint(line: mark.line, column: mark.column) }

  private func place(ofCharacter offset: Int) -> SourcePoint {
    let lines = SourceFile(name: "", text: String(file.text.prefix(offset)))
    return SourcePoint(line: lines.lineCount, column: lines.line(lines.lineCount).unicodeScalars.count + 1)
  }
}
