/// One page of a site of documents: told in blocks, so that whoever makes it never touches markup.
package struct SitePage: Sendable {
  /// Its path below the site: `crvs-mis/CR-01.html`.
  package var file: String
  package var title: String
  /// Where the page is found, from the root of the site down.
  package var trail: [SiteLink]
  /// Pages beside it.
  package var siblings: [SiteLink]
  package var blocks: [SiteBlock]

  package init(file: String, title: String, trail: [SiteLink] = [], siblings: [SiteLink] = [], blocks: [SiteBlock] = []) {
    (self.file, self.title, self.trail, self.siblings, self.blocks) = (file, title, trail, siblings, blocks)
  }
}

/// A page of the site, and a place in it.
package struct SitePlace: Sendable, Hashable {
  package var file: String
  package var anchor: String?

  package init(_ file: String, _ anchor: String? = nil) { (self.file, self.anchor) = (file, anchor) }

  /// The name of a place, made of what an author wrote: `r-EVT-KIND`.
  package static func anchor(_ kind: String, _ text: String) -> String { "\(kind)-\(Anchor.plain(text))" }
  /// The name of a file, made of what an author wrote.
  package static func name(_ text: String) -> String {
    let plain = Anchor.plain(text)
    return plain.isEmpty || plain.first == "." ? "-" + plain : plain
  }
}

package struct SiteLink: Sendable {
  package var text: String
  package var to: SitePlace
  package init(_ text: String, _ to: SitePlace) { (self.text, self.to) = (text, to) }
}

/// Words of one line.
package enum SiteText: Sendable {
  case plain(String)
  case code(String)
  case strong(String)
  case dim(String)
  case tag(String)
  case link(SiteLink)
  case end
}

package struct SiteRow: Sendable {
  package var anchor: String?
  package var cells: [[SiteText]]
  package init(_ cells: [[SiteText]], anchor: String? = nil) { (self.cells, self.anchor) = (cells, anchor) }
}

package enum SiteBlock: Sendable {
  case heading(String, anchor: String)
  /// A step, a variant: a smaller heading with what belongs to it.
  case part(String, anchor: String)
  case text([SiteText])
  case list([[SiteText]])
  case facts([(name: String, value: [SiteText])])
  case table([String], [SiteRow])
  case picture(SequenceDiagram, title: String)
  /// A text as its author wrote it, folded away.
  case source(String, title: String)
  /// What is long, folded away under its title.
  case fold(String, anchor: String, [SiteBlock])
}
