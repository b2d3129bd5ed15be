import Facts
import Population
import Sandbox
import Serving
import Timeline

// The same for people: what is here, and a form for each act. One page, nothing from elsewhere.
extension FrontPage {
  var html: String {
    let roles = world.seats.map { section($0.role, $0.seat.register?.card) }.joined()
    let edges = world.topology.edges.filter { world.seat($0.to) != nil && world.seat($0.from) != nil }.map { edge in
      "<tr>" + cell(edge.name.text) + cell("\(edge.from) → \(edge.to)") + cell(edge.dialect.text) + cell(edge.kinds.map(\.text).joined(separator: ", "))
        + cell(edge.settings.all.map { "\($0.name): \($0.value)" }.joined(separator: ", ")) + "</tr>"
    }.joined()
    let people = world.story.people.map { p in
      "<tr>" + cell(p.key.text) + cell(p.name.description) + cell("\(p.sex.rawValue), \(p.born)")
        + cell(p.identifiers.map(\.description).joined(separator: ", ")) + cell(served.house.population.archetype(p.archetype)?.says ?? "") + "</tr>"
    }.joined()
    let programmes = world.story.programmes.map { "<option>\(text($0.code.text))</option>" }.joined()
    return """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>Assay sandbox</title><style>\(Self.style)</style></head><body>
      <h1>Assay sandbox</h1>
      <p>Seed <b>\(text(served.seed))</b>, story day <b>\(served.house.today)</b>, now <b>\(world.timeline.now)</b>\
      \(served.house.populace.map { ", and a population of <b>\($0.size)</b>" } ?? ""). What happened: <a href="/exchanges">/exchanges</a>.
      The same as JSON: <code>curl \(text(base))/</code></p>
      <form data-post="/advance"><button>Run the next cycle</button> of <select name="of">\(programmes)</select><input type="hidden" name="to" value="next-cycle"></form>
      <pre id="said" aria-live="polite">An act shows here what it gave and what the systems then said to each other.</pre>
      \(roles)
      <h2>Edges</h2><table><tr><th>edge<th>between<th>dialect<th>messages<th>settings</tr>\(edges)</table>
      <h2>People</h2><table><tr><th>key<th>name<th>sex, born<th>identifiers<th></tr>\(people)</table>
      <datalist id="people">\(world.story.people.map { "<option value=\"\(text($0.key.text))\">" }.joined())</datalist>
      <script>\(Self.script)</script></body></html>
      """
  }

  private func section(_ role: Role, _ card: RegisterCard?) -> String {
    guard let card else { return "<h2>\(text(role.text))</h2><p>not ours: <code>\(text(address(role)))</code></p>" }
    let operations = operations(role).map { o in
      "<tr>" + cell(o.operation.method) + "<td><code>\(text(address(role) + o.operation.path))</code></td>" + cell(o.dialect.text)
        + cell("called by \(o.operation.calledBy)") + "</tr>"
    }.joined()
    let acts = card.acts.map { form(role, $0) }.joined()
    return """
      <h2>\(text(role.text)): \(text(card.title))</h2><p><code>\(text(address(role)))</code></p>
      <details><summary>\(operations.isEmpty ? "no operations" : "operations")</summary><table>\(operations)</table></details>
      <details\(role == .crvs ? " open" : "")><summary>acts</summary>\(acts)</details>
      """
  }

  private func form(_ role: Role, _ act: RegisterCard.ActCard) -> String {
    let people = act.people.map { "<input name=\"\(text($0))\" list=\"people\" placeholder=\"\(text($0))\">" }
    let inputs = act.inputs.map { "<input name=\"\(text($0))\" placeholder=\"\(text($0))\">" }
    return "<form data-post=\"/act\"><input type=\"hidden\" name=\"act\" value=\"\(text("\(role).\(act.name)"))\">"
      + "<button>\(text(act.name))</button> \((people + inputs).joined(separator: " ")) <small>\(text(act.says))</small></form>"
  }

  private func cell(_ value: String) -> String { "<td>\(text(value))</td>" }

  private func text(_ value: String) -> String {
    value.reduce(into: "") { out, c in
      switch c {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.append(c)
      }
    }
  }

  private static let style = """
    body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1a2029;background:#fff}
    h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .4rem}table{border-collapse:collapse;font-size:.85rem}
    td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #e3e7ec}
    code,pre{font:.85rem/1.5 ui-monospace,monospace}pre{background:#f4f6f8;padding:.8rem;max-height:20rem;overflow:auto;white-space:pre-wrap}
    form{margin:.35rem 0}input,select,button{font:inherit;padding:.15rem .4rem}input{width:9rem}small{color:#5a6472}summary{cursor:pointer}
    @media(prefers-color-scheme:dark){body{background:#14181d;color:#dde3ea}pre{background:#1e242b}td,th{border-color:#2c343d}small{color:#98a3b0}}
    """

  private static let script = """
    const said=document.getElementById("said");
    for(const form of document.querySelectorAll("form"))form.addEventListener("submit",async event=>{
      event.preventDefault();
      const body={};
      for(const [name,value] of new FormData(form))if(value!=="")body[name]=value;
      const answer=await fetch(form.dataset.post,{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(body)});
      said.textContent=await answer.text();
      said.scrollIntoView({block:"nearest"});
    });
    """
}
