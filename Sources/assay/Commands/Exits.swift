import ArgumentParser
import Evidence
import Foundation
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
    guard let data = FileManager.default.contents(atPath: path) else { throw UsageError("there is no target file \(path)") }
    let loaded = TargetLoader.load(Array(data), name: path, environment: ProcessInfo.processInfo.environment)
    guard let target = loaded.value, loaded.errors.isEmpty else { throw Complaints(loaded.diagnostics) }
    return target
  }
}
