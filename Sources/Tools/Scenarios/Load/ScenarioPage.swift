package import SourceText

/// A scenario as it was written: the base, and the variants that can be laid over it.
package struct ScenarioPage: Sendable {
  package let file: SourceFile
  package let base: Scenario
  package let variants: [Variant]

  let root: Node
  let flows: FlowSource

  /// Reads a page. The value is nil only where it is no scenario at all; findings of the base are complete, those of the
  /// variants come with `instances`.
  package static func load(_ root: Node, flows: @escaping FlowSource = { _ in nil }) -> Diagnosed<ScenarioPage> {
    var context = LoadContext(flows: flows)
    guard let base = context.scenario(root) else { return Diagnosed(nil, context.diagnostics) }
    let variants = context.variants(root["variants"])
    return Diagnosed(
      ScenarioPage(file: root.span.file, base: base, variants: variants, root: root, flows: flows), context.diagnostics)
  }
}
