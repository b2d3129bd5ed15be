import Reports

/// The page of what a run waits for: a form for each, nothing from elsewhere.
enum DeskHTML {
  static func page(_ waiting: [DeskPage.Item], _ said: String?) -> String {
    let forms = waiting.map(form).joined(separator: "\n")
    let nothing = "<p>Nothing is waited for just now. <a href=\"\">Look again.</a></p>"
    // What is being typed must not be lost to a page that loads itself anew.
    let refresh = waiting.isEmpty ? "<meta http-equiv=\"refresh\" content=\"3\">" : ""
    return """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\(refresh)
      <title>What the run waits for</title><style>
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:48rem;padding:0 1rem;color:#1b1b1b}
      form{border-top:1px solid #ccc;padding:.6rem 0 1rem}label{display:block;margin:.3rem 0}input{font:inherit;padding:.2rem .4rem}
      button{font:inherit;padding:.3rem .8rem;margin-right:.5rem}[role=alert]{color:#a40000}
      </style></head><body><h1>What the run waits for</h1>
      \(said.map { "<p role=\"alert\">\(Markup.escape($0))</p>" } ?? "")
      \(waiting.isEmpty ? nothing : "<p>Do it in your system, then say so. Who answers stands in the evidence of the run.</p>")
      \(forms)
      </body></html>

      """
  }

  private static func form(_ item: DeskPage.Item) -> String {
    let notes = item.notes.map { note in
      let label = note == "answer" ? "What the system shows" : "Note down: \(note)"
      return "<label>\(Markup.escape(label)) <input name=\"gives.\(Markup.escape(note))\" autocomplete=\"off\"></label>"
    }.joined()
    let what = [item.says, item.told].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
    return """
      <form method="post"><h2>\(Markup.escape(item.name))</h2><p>\(Markup.escape(what))</p>
      <input type="hidden" name="item" value="\(Markup.escape(item.name))">\(notes)
      <label>Who answers <input name="by" required autocomplete="name"></label>
      <label>If it was not done, why <input name="why"></label>
      <button name="done" value="yes">Done</button><button name="done" value="no">Not done</button></form>
      """
  }
}
