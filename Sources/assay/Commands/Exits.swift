import ArgumentParser
import Documents
import Evidence
import Facts
import Foundation
import Reports
import Sandbox
import Serving
import SourceText

/// From what went wrong to a text with a next step, and a status.
enum Exits {
  private static func end(_ status: Int32, _ error: UsageError) throws {
    Console.complain(error.description)
    throw ExitCode(status)
  }

  private static func text(_ error: CocoaError) -> String {
    let path = error.userInfo[NSFilePathErrorKey] as? String ?? "a file"
    return error.code == .fileNoSuchFile || error.code == .fileReadNoSuchFile
      ? "\(path) is not there; correct the path" : "\(path) cannot be written"
  }

  static func reporting(_ work: () async throws -> Int32) async throws {
    do {
      let status = try await work()
      if status != 0 { throw ExitCode(status) }
    } catch let complaints as Complaints {
      let renderer = DiagnosticRenderer(colour: isatty(STDERR_FILENO) == 1)
      Console.complain(complaints.diagnostics.map { renderer.render($0) }.joined(separator: "\n"))
      throw ExitCode(2)
    } catch let exit as ExitCode {
      throw exit
    } catch let error as Unreachable {
      try end(3, UsageError(.nobodyAnswers, "\(error)"))
    } catch let error as NoSandbox {
      try end(3, UsageError(.nobodyAnswers, "\(error)"))
    } catch let error as UsageError {
      try end(2, error)
    } catch let error as ListenFailure {
      try end(2, UsageError(.portTaken, "\(error)"))
    } catch let error as LogRefusal {
      try end(2, UsageError(.notALog, "\(error)"))
    } catch let error as TarRefusal {
      try end(2, UsageError("\(error)"))
    } catch let error as ReportFailure {
      try end(2, UsageError(.unreadableFile, "\(error)"))
    } catch let error as MergeRefusal {
      try end(2, UsageError(.notOnePlan, what: error.reasons.joined(separator: "\n  ")))
    } catch let error as CocoaError {
      try end(2, UsageError(.unwritableFolder, Self.text(error)))
    } catch {
      // Exit status 1 is a verdict about a system, so nothing unforeseen may end with it.
      try end(5, UsageError(.ownFault, "\(error)"))
    }
  }
}

enum TargetReading {
  static func load(_ path: String) throws -> TargetFile {
    let loaded = try read(path)
    guard let target = loaded.value, loaded.errors.isEmpty else { throw Complaints(loaded.diagnostics) }
    return target
  }

  /// All that is wrong with the file, for `assay lint`.
  static func diagnose(_ path: String) -> [Diagnostic] { (try? read(path).diagnostics) ?? [] }

  private static func read(_ path: String) throws -> Diagnosed<TargetFile> {
    guard let data = Files.text(path) else { throw UsageError(.unreadableFile, "\(Files.what(path)); name a target file with --target") }
    var loaded = TargetLoader.load(data, name: path, environment: ProcessInfo.processInfo.environment)
    loaded.diagnostics += unknownNames(loaded.value)
    return loaded
  }

  /// Edges and dialects that nobody has.
  private static func unknownNames(_ target: TargetFile?) -> [Diagnostic] {
    let edges = Casting.reference.topology.edges.map(\.name)
    let dialects = SandboxStages.dialects.map(\.card.name)
    return (target?.roles ?? []).flatMap(\.edges).flatMap { choice -> [Diagnostic] in
      var found: [Diagnostic] = []
      if !edges.contains(choice.edge) {
        found.append(
          Diagnostic(
            .unknownName, "there is no edge `\(choice.edge)`", at: choice.name,
            next: "edges are \(edges.map(\.text).joined(separator: ", "))"))
      }
      if let dialect = choice.dialect, dialects.contains(dialect), let why = Knowledge.objection(to: dialect, on: choice.edge) {
        let sides = why.split(separator: "; ").map(String.init)
        found.append(Diagnostic(.unknownName, sides[0], at: choice.span, next: sides.last))
      }
      if let dialect = choice.dialect, !dialects.contains(dialect) {
        found.append(
          Diagnostic(
            .unknownName, "there is no dialect `\(dialect)`", at: choice.span,
            next: "dialects are \(dialects.map(\.text).joined(separator: ", ")); `none` where it cannot be spoken to"))
      }
      return found
    }
  }
}
