import ArgumentParser
import Evidence
import Facts
import Foundation
import Sandbox
import Serving
import SourceText

/// From what went wrong to a text with a next step, and a status.
enum Exits {
  static func reporting(_ work: () async throws -> Int32) async throws {
    do {
      let status = try await work()
      if status != 0 { throw ExitCode(status) }
    } catch let complaints as Complaints {
      let renderer = DiagnosticRenderer(colour: isatty(STDERR_FILENO) == 1)
      Console.complain(complaints.diagnostics.map { renderer.render($0) }.joined(separator: "\n") + "\n")
      throw ExitCode(2)
    } catch let error as Unreachable {
      Console.complain("error: \(error)\n")
      throw ExitCode(3)
    } catch let error as UsageError {
      Console.complain("error: \(error)\n")
      throw ExitCode(2)
    } catch let error as NoSandbox {
      Console.complain("error: \(error)\n")
      throw ExitCode(3)
    } catch let error as ListenFailure {
      Console.complain("error: \(error)\n")
      throw ExitCode(2)
    } catch let error as LogRefusal {
      Console.complain("error: \(error)\n")
      throw ExitCode(2)
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
    guard let data = FileManager.default.contents(atPath: path) else { throw UsageError("there is no target file \(path)") }
    var loaded = TargetLoader.load(Array(data), name: path, environment: ProcessInfo.processInfo.environment)
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
            .unknownName, "there is no edge `\(choice.edge)`", at: choice.span, next: "edges are \(edges.map(\.text).joined(separator: ", "))"))
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
