import Facts
import Foundation
import Population
import Sandbox
import Scenarios
import Serving
import SourceText

/// Whether this machine can play scenarios at all.
struct HomeExamination {
  let home: String?
  let out: String
  let port: Int

  func examine() async -> [Examined] {
    guard let library = try? Library.find(home: home) else {
      return [.wrong("home", "there are no suites here", .ours, "run inside a checkout, or name the folder that holds suites/ with --home")]
    }
    return [.ok("home", library.description)] + suites(library) + world(library) + templates(library) + [folder(), await listening()]
  }

  private func suites(_ library: Library) -> [Examined] {
    let planner = Planner(library: library, casting: .reference, programmes: [])
    let names = Planner.names(library)
    guard !names.isEmpty else { return [.wrong("suites", "there is none", .ours, "restore the folder suites/")] }
    return names.map { name in
      guard let loaded = try? planner.suite(name), loaded.errors.isEmpty, let suite = loaded.value else {
        return .wrong("suite \(name)", "it has errors", .ours, "see `assay lint \(name)`")
      }
      return .ok("suite \(name)", "\(suite.version), \(counted(suite.pages.count, "scenario"))")
    }
  }

  private func world(_ library: Library) -> [Examined] {
    let loaded = PopulationLibrary.load { library.bytes($0) }
    guard let world = loaded.value, loaded.errors.isEmpty else { return [.wrong("world", "mocks/world has errors", .ours, "see `assay list people`")] }
    return [.ok("world", "\(counted(world.archetypes.count, "archetype")), \(counted(world.programmes.count, "programme"))")]
  }

  private func templates(_ library: Library) -> [Examined] {
    let count = library.files(below: "reports/templates").count
    if count == 0 { return [.wrong("reports", "no templates", .ours, "restore the folder reports/templates")] }
    return [.ok("reports", counted(count, "template"))]
  }

  private func folder() -> Examined {
    let files = FileManager.default
    var place = out
    while !place.isEmpty, !files.fileExists(atPath: place) { place = (place as NSString).deletingLastPathComponent }
    if place.isEmpty { place = "." }
    if files.isWritableFile(atPath: place) { return .ok("results", "\(out) can be written") }
    return .wrong("results", "\(out) cannot be written", .ours, "name another folder with --out, or make \(place) writable")
  }

  private func listening() async -> Examined {
    let worlds = Worlds { _ in WireResponse(404) }
    do throws(ListenFailure) {
      let listener = try await Listener.open(worlds, port: port)
      await listener.close()
      return .ok("port", "\(port) is free")
    } catch {
      return .wrong("port", "\(error)", .ours, "stop what holds it, or run with another --port")
    }
  }
}
