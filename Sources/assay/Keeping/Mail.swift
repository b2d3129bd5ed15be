import Documents
import Facts
import Foundation
import Population

/// What came to the address of a target while no run was on, on disk, oldest first.
struct Mail: Sendable {
  struct Kept: Sendable {
    let file: String
    let wire: WireInstant
    let role: Role
    let request: WireRequest
    /// What its sender was answered.
    let status: Int
  }
  /// Beyond either the sender is told to come again.
  static let most = (messages: 10_000, bytes: 64 << 20)

  let folder: String
  /// A story that is gone on with has all of it; one that begins only what names its people.
  var isGoneOn = false

  init(_ home: TargetHome) { folder = "\(home.path)/mail" }

  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }
  var all: [Kept] { files.compactMap { read("\(folder)/\($0)") } }

  /// false: there is no room, or the disk does not take it.
  func keep(_ request: WireRequest, to role: Role, status: Int, at wire: WireInstant, number: Int) -> Bool {
    let there = files
    guard there.count < Self.most.messages, bytes(there) + request.body.count < Self.most.bytes else { return false }
    let json: JSON = [
      "w": .string(wire.description), "role": .string(role.text), "status": JSON(status), "request": JournalItem.json(request),
    ]
    let name = padded(Int(wire.milliseconds), 15) + "-" + padded(number, 6)
    return (try? Private.write(json.encoded() + [10], to: "\(folder)/\(name).json")) != nil
  }

  func take(for story: Story) -> [Kept] {
    let all = all
    guard !isGoneOn else { return all }
    let numbers = story.people.flatMap(\.all).map(\.value).filter { $0.utf8.count >= 6 }
    return all.filter { one in
      let text = String(decoding: one.request.body, as: UTF8.self)
      return numbers.contains { text.contains($0) }
    }
  }
  func remove(_ one: Kept) { _ = unlink(one.file) }

  private func bytes(_ names: [String]) -> Int {
    names.reduce(0) { sum, name in
      sum + (((try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"))?[.size] as? Int) ?? 0)
    }
  }

  private func read(_ path: String) -> Kept? {
    guard let bytes = Files.text(path), let json = try? JSON(parsing: bytes, bounds: .large),
      let wire = json["w"]?.text.flatMap({ WireInstant($0) })
    else { return nil }
    return Kept(
      file: path, wire: wire, role: Role(json["role"]?.text ?? ""), request: JournalItem.request(json["request"]),
      status: json["status"]?.int ?? 0)
  }
}
