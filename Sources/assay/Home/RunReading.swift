import Documents
import Evidence
import Reports
import SourceText

/// Runs that a user names: the folder of one, its log, or the report.json that was written with it.
enum RunReading {
  static func ledger(_ path: String) throws -> Ledger { Ledger(try reader(path).events) }

  /// Says on standard error what the log lacks.
  static func reader(_ path: String) throws -> LogReader {
    let reader = try LogReader(path)
    if reader.isCut { Console.complain("note: the last line of the log was cut off, and is left out\n") }
    if reader.unknown > 0 { Console.complain("note: \(counted(reader.unknown, "event")) of kinds that this version does not know\n") }
    return reader
  }

  static func snapshot(_ path: String) throws -> RunSnapshot {
    guard path.hasSuffix(".json") else { return try RunSnapshot(ledger(path)) }
    guard let bytes = Files.text(path) else {
      throw UsageError(.unreadableFile, "\(Files.what(path)); name the folder of a run, its log, or its report.json")
    }
    let report: JSON
    do throws(JSONRefusal) { report = try JSON(parsing: bytes, bounds: .large) } catch {
      throw UsageError(.unreadableFile, what: "\(path) is no JSON: \(error.why)", next: "name the report.json of a run")
    }
    do throws(ReportFailure) { return try RunSnapshot(report: report) } catch {
      throw UsageError(.unreadableFile, what: "\(path): \(error.why)", next: error.next)
    }
  }
}
