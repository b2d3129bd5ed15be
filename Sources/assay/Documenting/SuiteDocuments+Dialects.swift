import Conformance
import Facts
import Reports
import Scenarios

// Over which dialect what is played, and which words a standard lacks.
extension SuiteDocuments {
  var dialects: SitePage {
    let missing = suite.pages.map { (page: $0, words: MissingWord.all(of: $0)) }
    let rows = missing.flatMap { page, words in
      page.base.edges.map { edge in
        let own = words.filter { $0.edge.name.text == edge.name.text }
        let whole = Knowledge.dialects.filter { dialect in dialect.speaks(edge) && !own.contains { $0.dialect.name == dialect.name } }
        return SiteRow([
          [.link(.init(page.base.id.text, place(page.base)))], [.plain("\(edge.name): \(edge.from) -> \(edge.to)")],
          Array(whole.flatMap { [.code($0.name.text), .end] }.dropLast()), Array(own.flatMap { left($0, page) }.dropLast()),
        ])
      }
    }
    return page(
      dialectsPlace, "Dialects of \(suite.id)",
      [
        .text([
          .plain(
            "Each story is written once, in facts. What a dialect has no word for is not applicable over it, and is never made up under its name."
          )
        ]), .heading("Words that a standard lacks", anchor: "missing"),
      ] + lacking(missing.flatMap { page, words in words.map { (page, $0) } }) + alone + [
        .heading("What is played over which dialect", anchor: "played"),
        .table(["scenario", "edge", "all of it over", "less of it over"], rows),
      ])
  }

  /// What is left out for one word.
  private func left(_ word: MissingWord, _ page: ScenarioPage) -> [SiteText] {
    var said: [SiteText] = [.code(word.dialect.name.text), .plain(": ")]
    if !word.stories.isEmpty { said += [.plain("not ")] + links(word.stories, page) }
    if !word.parts.isEmpty { said += [.plain(word.stories.isEmpty ? "in part " : ", in part ")] + links(word.parts, page) }
    let isOne = word.stories.isEmpty && word.parts.isEmpty
    return said + [.plain(isOne ? "no word for " : ", for it has no word for "), .code(word.feature), .end]
  }

  private func links(_ stories: [String], _ page: ScenarioPage) -> [SiteText] {
    stories.enumerated().flatMap { i, story -> [SiteText] in
      let variant = story.split(separator: "/").dropFirst().first.map(String.init)
      let place = SitePlace(place(page.base).file, variant.map { SitePlace.anchor("v", $0) })
      return (i == 0 ? [] : [.plain(", ")]) + [.link(.init(story, place))]
    }
  }

  /// Edges whose messages one standard alone has: over every other the stories cannot be told. A wire suite is of one standard anyhow.
  private var alone: [SiteBlock] {
    guard suite.kind != .wire else { return [] }
    var rows: [(name: String, row: (DialectCard, EdgeDecl), stories: [SiteText])] = []
    for page in suite.pages {
      for edge in page.base.edges {
        let speakers = Knowledge.dialects.filter { $0.speaks(edge) }
        guard let only = speakers.first, speakers.count == 1 else { continue }
        let name = "\(only.name) \(edge.from) \(edge.to) \(edge.kinds.map(\.text))"
        let story = links([page.base.id.text], page)
        if let at = rows.firstIndex(where: { $0.name == name }) {
          rows[at].stories += [.plain(", ")] + story
        } else {
          rows.append((name, (only, edge), story))
        }
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .text([
        .plain(
          "Some messages only one of them has. No other standard, DCI included, has a word for these: over it the stories beside them are "
            + "not applicable, and nothing is made up under its name.")
      ]),
      .table(
        ["standard", "between", "messages", "stories"],
        rows.map { one in
          let (dialect, edge) = one.row
          return SiteRow([
            [.code(dialect.name.text)], [.plain("\(edge.from) -> \(edge.to)")], [.code(edge.kinds.map(\.text).joined(separator: ", "))],
            one.stories,
          ])
        }),
    ]
  }

  /// For working groups: each word once, with the stories that could then be judged over the standard.
  private func lacking(_ all: [(page: ScenarioPage, word: MissingWord)]) -> [SiteBlock] {
    guard !all.isEmpty else {
      return [.text([.plain("Every dialect says everything that these stories need of the edges that it speaks.")])]
    }
    var words: [(name: String, dialect: DialectCard, first: MissingWord, stories: [SiteText])] = []
    for (page, word) in all {
      let name = "\(word.dialect.name) \(word.edge.from) \(word.edge.to) \(word.feature)"
      let told = word.stories + word.parts
      let stories = links(told.isEmpty ? [page.base.id.text] : told, page)
      if let at = words.firstIndex(where: { $0.name == name }) {
        words[at].stories += [.plain(", ")] + stories
      } else {
        words.append((name, word.dialect, word, stories))
      }
    }
    let rows = words.map { one in
      SiteRow([
        [.code(one.dialect.name.text)], [.plain("\(one.first.edge.from) -> \(one.first.edge.to)")], [.code(one.first.feature)], one.stories,
      ])
    }
    return [
      .text([.plain("Where a working group adds one of these to its standard, the stories beside it can be judged over that standard too.")]
      ),
      .table(["standard", "between", "message or fact", "stories"], rows),
    ]
  }
}
