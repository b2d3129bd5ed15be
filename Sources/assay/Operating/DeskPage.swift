import Facts
import Foundation
import Signatures
import Synchronization

/// What a run waits for, as a page at an address of its own: whoever is told it answers there, and is named in the evidence.
final class DeskPage: Sendable {
  struct Item: Sendable {
    let name: String
    /// With whom and with what.
    let told: String
    let says: String?
    /// What is to be noted down; `answer` alone asks for the word that the system shows.
    let notes: [String]
  }
  private struct State {
    var waiting: [Item] = []
    var folder: String?
    var address: String?
  }
  private let state = Mutex(State())
  /// Nobody finds it who was not told.
  let path: String

  init(secret: String) { path = "/desk/\(Digest.sha256Hex("desk|\(secret)").prefix(32))" }

  /// `address`: where our listener is seen; answers are kept in the folder of the run, as `assay answer` keeps them.
  func open(_ folder: String, at address: String) { state.withLock { ($0.folder, $0.address) = (folder, address) } }
  var address: String? { state.withLock { $0.address }.map { $0 + path } }

  func ask(_ item: Item) { state.withLock { $0.waiting.append(item) } }
  func close(_ name: String) { state.withLock { $0.waiting.removeAll { $0.name == name } } }

  func answer(_ request: WireRequest) -> WireResponse {
    guard request.path == path else { return WireResponse(404) }
    switch request.method {
    case "GET", "HEAD": return page(200)
    case "POST": return take(FormParameters.fields(String(decoding: request.body, as: UTF8.self)))
    default: return WireResponse(405, headers: [HeaderField("Allow", "GET, POST")])
    }
  }

  private func take(_ fields: [(name: String, value: String)]) -> WireResponse {
    func said(_ name: String) -> String? {
      fields.first { $0.name == name }?.value.trimmingCharacters(in: .whitespacesAndNewlines).nonEmpty
    }
    let (waiting, folder) = state.withLock { ($0.waiting, $0.folder) }
    guard let item = waiting.first(where: { $0.name == said("item") }), let folder else {
      return page(409, "That is no longer waited for.")
    }
    guard let by = said("by") else { return page(422, "Say who answers: it stands in the evidence.") }
    let isDone = said("done") != "no"
    let gives = item.notes.compactMap { note in said("gives.\(note)").map { (name: note, value: $0) } }
    guard !isDone || item.notes != ["answer"] || !gives.isEmpty else { return page(422, "Write the word that the system shows.") }
    let line = OperatorAnswers.line(item.name, isDone: isDone, by: by, why: isDone ? nil : said("why"), gives: isDone ? gives : [])
    let file = "\(folder)/\(OperatorAnswers.file)"
    do {
      try Data((Files.text(file) ?? []) + Array(line.utf8)).write(to: URL(filePath: file), options: .atomic)
    } catch {
      return page(500, "The answer could not be kept: \(file) cannot be written.")
    }
    close(item.name)
    return WireResponse(303, headers: [HeaderField("Location", path)])
  }

  private func page(_ status: Int, _ said: String? = nil) -> WireResponse {
    let waiting = state.withLock { $0.waiting }
    return WireResponse(
      status,
      headers: [
        HeaderField("Content-Type", "text/html; charset=utf-8"), HeaderField("Cache-Control", "no-store"),
        HeaderField("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"),
      ], body: Array(DeskHTML.page(waiting, said).utf8))
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
