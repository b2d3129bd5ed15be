// The registry of codes. A line is never removed, renumbered or given another meaning: reports and editors hold on to them.
// 001-009 the binary, 010-019 text, 020-029 shape of a page, 030-069 scenarios and suites, 070-089 targets, 090-094 expectations and waivers, 095-099 certificates.

extension DiagnosticCode {
  package static let catalogue: [DiagnosticCode] = program + text + shape + language + target + beside + certification
}

// The program itself: what is wrong has no place in a text.
extension DiagnosticCode {
  static let program: [DiagnosticCode] = [
    noHome, wrongCommand, unreadableFile, portTaken, unwritableFolder, notALog, nobodyAnswers, notOnePlan, ownFault,
  ]

  package static let noHome = DiagnosticCode(
    1, "no suites", next: "run it inside a checkout, name one with --home DIR, or use `make install`",
    "The folders suites/, mocks/ and reports/ are read from --home, from ASSAY_HOME, from a folder above the working one, or from the binary."
  )
  package static let wrongCommand = DiagnosticCode(
    2, "command that cannot be carried out", next: "look at `assay help COMMAND`",
    "An option, a name or a number on the command line is not what the command takes. Nothing was done.")
  package static let unreadableFile = DiagnosticCode(
    3, "file that cannot be read", next: "correct the path",
    "A file that was named is not there, is a folder, or is none of the kinds that the command reads.")
  package static let portTaken = DiagnosticCode(
    4, "port that cannot be bound", next: "stop what holds it, or give another one",
    "Two programs cannot listen at one port: the address and the port name one of them, and the second is refused.")
  package static let unwritableFolder = DiagnosticCode(
    5, "folder that cannot be written", next: "give another folder with --out",
    "Evidence that cannot be kept is no evidence, so nothing is played.")
  package static let notALog = DiagnosticCode(
    6, "not the log of a run", next: "name the folder that `assay run` printed",
    "Reports are made of the log of a run and of nothing else.")
  package static let nobodyAnswers = DiagnosticCode(
    7, "nobody answers", next: "start the system, or correct its address",
    "Where nobody answers there is nothing to judge. This says nothing about the system.")
  package static let notOnePlan = DiagnosticCode(
    8, "logs that are no parts of one plan",
    next: "play what is missing or differs again, with the seed, day, suites and target of the others",
    "Parts of a run are put together only where all of them are there, once each, from the same suites, seed, day and target. "
      + "Anything else would be a run that nobody played.")
  package static let ownFault = DiagnosticCode(
    9, "fault of the program", next: "report it with the command and what was printed",
    "Something failed that this program did not expect. It says nothing about any system.")
}

// Targets
extension DiagnosticCode {
  static let target: [DiagnosticCode] = [lacksPeople]

  package static let lacksPeople = DiagnosticCode(
    80, "nobody for a role", next: "lend people who are as the message says, or play fewer stories",
    "People whom a vendor lends must be what a story needs before it begins: age, sex, family, account. Each is used once, and never by two stories."
  )
}

// Certificates
extension DiagnosticCode {
  static let certification: [DiagnosticCode] = [suiteDiffers, unusableKey]

  package static let suiteDiffers = DiagnosticCode(
    95, "another suite than the one that was played", next: "name the home that has it with --home, or play it again",
    "A certificate holds the text of what was played. The log names the digest of each suite, and only files of that digest may go in.")
  package static let unusableKey = DiagnosticCode(
    96, "key that cannot be used", next: "make one with `assay keygen`, or give a PEM or JWK",
    "Certificates are signed with Ed25519 or ECDSA over P-256, from a private key in PKCS #8 PEM or JWK, and verified with its public half."
  )
}

// Text
extension DiagnosticCode {
  static let text: [DiagnosticCode] = [
    notUTF8, notYAML, duplicateKey, tab, anchor, severalDocuments, tooDeep, tooLarge, emptyFile, tag,
  ]

  package static let notUTF8 = DiagnosticCode(
    10, "not UTF-8", next: "save the file as UTF-8",
    "Every file of a suite is UTF-8. A byte that is not would become another character on somebody else's machine.")
  package static let notYAML = DiagnosticCode(
    11, "not YAML", next: "look at the marked place: a missing quote, a missing colon, or an indentation that differs from its neighbours",
    "The page cannot be read as YAML. Texts that hold `: `, ` #`, or start with one of `{ [ & * ! | > % @` need quotes.")
  package static let duplicateKey = DiagnosticCode(
    12, "key written twice", next: "keep one of them, or give the second another name",
    "A map holds each key once. YAML libraries silently keep one of the two, and not all keep the same one.")
  package static let tab = DiagnosticCode(
    13, "tab in the indentation", next: "indent with spaces",
    "YAML is indented with spaces. A tab has another width in every editor, so that a page would not mean what it shows.")
  package static let anchor = DiagnosticCode(
    14, "anchor or alias",
    next: "write the value out, use a table with `for-each`, or include a flow; quote a text that starts with & or *",
    "Anchors and aliases make a page that can only be read by following it around, and a small page that unfolds to a huge one.")
  package static let severalDocuments = DiagnosticCode(
    15, "several documents in one file", next: "put each document into its own file and remove the line `---`",
    "One file holds one page: its name is how people find it.")
  package static let tooDeep = DiagnosticCode(
    16, "nested too deep", next: "flatten the page",
    "No page of this language needs that depth. The bound keeps a hostile file from exhausting the reader.")
  package static let tooLarge = DiagnosticCode(
    17, "file too large", next: "split the file",
    "The bound keeps a hostile or mistaken file from exhausting the reader.")
  package static let emptyFile = DiagnosticCode(
    18, "empty file", next: "write the page, or remove the file",
    "A file without content is more often an accident than a wish.")
  package static let tag = DiagnosticCode(
    19, "YAML tag", next: "remove the tag; put the text into quotes if it must stay as it is",
    "Every scalar is text and its field decides the type, so a tag has nothing to say.")
}

// Shape of a page
extension DiagnosticCode {
  static let shape: [DiagnosticCode] = [
    unknownKey, missingKey, wrongShape, unreadableValue, conflictingKeys, fileNotFound, notFormatted,
  ]

  package static let unknownKey = DiagnosticCode(
    20, "unknown key", next: "remove it, or correct its spelling",
    "A key that nobody reads would look like a promise. Each map of the language has a fixed list of keys.")
  package static let missingKey = DiagnosticCode(
    21, "missing key", next: "add it",
    "The map cannot be understood without this key.")
  package static let wrongShape = DiagnosticCode(
    22, "wrong shape", next: "write it in the shape that the message names",
    "Text, a list or a map stands where another of the three is meant.")
  package static let unreadableValue = DiagnosticCode(
    23, "unreadable value", next: "write it as in the example of the message",
    "The field expects a date (`T - 14 months`), a duration (`15s`, `12 months`), a number or one of a few words.")
  package static let conflictingKeys = DiagnosticCode(
    24, "keys that exclude each other", next: "keep one of them",
    "Two keys say different things about the same matter, for example two matchers in one check, or `until` beside `holds`.")
  package static let fileNotFound = DiagnosticCode(
    26, "file not found", next: "correct the path; it counts from the folder of the suite",
    "A page names a file that the suite does not hold.")
  package static let notFormatted = DiagnosticCode(
    27, "page that cannot be put in order", next: "write it in the plain way of the published suites; `assay fmt --diff` shows the form",
    "`assay fmt` moves lines and spaces and nothing else. Where the content or a comment would not be the same afterwards, it leaves the page alone."
  )
}

// Scenarios and suites
extension DiagnosticCode {
  static let language: [DiagnosticCode] = [
    stepWithoutID, unknownName, duplicateName, unknownReference, includeCycle, absenceWithoutControl, absenceWithoutWindow,
    probeWithoutContrast, givenUnconfirmed, wireDetail, gradeOnCheck, unknownRequirement, checkNobodyKills, variantEqualsBase,
    factNotCarried, unquotedPath, weakMatcher, unusedCapture, overlayMisses, noEdge, checkWithoutRequirement, policyRange, reservedName,
    mustWithoutCheck, notPlayed, brokenSchema, brokenErratum, idUsedBefore, withdrawnCited, idVanished,
  ]

  package static let stepWithoutID = DiagnosticCode(
    30, "step without id", next: "add `id:` with a short word of your own",
    "Reports, variants and references find a step by its id, also when other steps come and go around it.")
  package static let unknownName = DiagnosticCode(
    31, "unknown name", next: "correct the spelling, or declare the name",
    "A name is used that the page does not declare and that no part of the language knows.")
  package static let duplicateName = DiagnosticCode(
    32, "name used twice", next: "give one of them another name",
    "Ids of steps, names of the cast, policies, edges, tables, rows and the checks of a step are each unique.")
  package static let unknownReference = DiagnosticCode(
    33, "reference not known here",
    next: "refer to an earlier step, a declared policy, `$each` inside `for-each`, or `$joined` beside `join`",
    "A `$` reference must have a value when its step is played. Only a contrast may point to a later step.")
  package static let includeCycle = DiagnosticCode(
    34, "flows include each other", next: "take one of the includes out",
    "A flow that comes back to itself would never end.")
  package static let absenceWithoutControl = DiagnosticCode(
    35, "absence without a control", next: "add `control:` with another person or line that must appear in the same message",
    "Nothing is also what a dead channel shows. An absence counts only where somebody else was seen to appear through the same channel.")
  package static let absenceWithoutWindow = DiagnosticCode(
    36, "absence without a window", next: "add `from:` with a step and `until:` with the end of the window",
    "Without a window nobody can say when the absence has been seen long enough.")
  package static let probeWithoutContrast = DiagnosticCode(
    37, "probe without a contrast", next: "add `contrast:` with a person for whom the probe must answer something else",
    "A probe that says the same of everyone proves nothing.")
  package static let givenUnconfirmed = DiagnosticCode(
    38, "given that no probe can confirm", next: "use a given that a probe confirms, or add the probe",
    "A precondition that nobody has seen is a hope: what follows it could pass for the wrong reason.")
  package static let wireDetail = DiagnosticCode(
    39, "wire detail in a use case", next: "name the fact instead, or move the check to a wire suite",
    "Use cases speak of facts, so that one page runs over every dialect. Raw HTTP, schemas and paths belong to wire suites.")
  package static let gradeOnCheck = DiagnosticCode(
    40, "class, strength or gate on a check", next: "remove it; say it at the requirement",
    "The requirement says how much a clause matters, once. A check only cites it.")
  package static let unknownRequirement = DiagnosticCode(
    41, "unknown requirement", next: "add the requirement to the requirements file, or cite one that is there",
    "A check must cite a clause that can be read.")
  package static let checkNobodyKills = DiagnosticCode(
    42, .warning, "check that no defect kills", next: "add a defect to mocks/ that this check must find",
    "Nobody has shown that this check can fail. The proof needs one deliberate fault for it.")
  package static let variantEqualsBase = DiagnosticCode(
    43, "variant that changes nothing", next: "remove the variant, or let it change a step, the cast, a table or a check",
    "A variant that equals its base would count the same evidence twice.")
  package static let factNotCarried = DiagnosticCode(
    44, "fact that no dialect carries", next: "correct the fact, or add it to the dialects of this edge",
    "No dialect of the edge can carry the fact, so the check could never be judged.")
  package static let unquotedPath = DiagnosticCode(
    45, "path without quotes", next: "put the path into quotes: \"$.data[0]\"",
    "`$.` and `$[` start a JSONPath. Without quotes YAML reads parts of it as its own signs.")
  package static let weakMatcher = DiagnosticCode(
    46, .warning, "weak matcher", next: "say what the value is, not what it is not",
    "Nearly anything satisfies this check: a system that knows nothing would pass it.")
  package static let unusedCapture = DiagnosticCode(
    47, .warning, "capture that nobody uses", next: "remove it from `gives`, or use it",
    "A value is kept and never looked at: often the check that was meant to use it is missing.")
  package static let overlayMisses = DiagnosticCode(
    48, "variant changes what is not there", next: "name a step, `step.check`, field, cast name or table row of the base",
    "A variant refers to the base by name. A name that is not there would silently leave the base as it is.")
  package static let noEdge = DiagnosticCode(
    49, "no edge for this message", next: "add the message to `tells` or `asks` of an edge between the two roles",
    "The target gives each edge its dialect. A message without an edge has none.")
  package static let checkWithoutRequirement = DiagnosticCode(
    50, "check without requirement", next: "cite one: `requirement: ID`; if there is none, write it",
    "A check without a requirement judges nobody and counts nowhere.")
  package static let policyRange = DiagnosticCode(
    51, "policy outside its range", next: "choose a default inside the range",
    "The range says what a law or a programme may decide; the default must be lawful too.")
  package static let reservedName = DiagnosticCode(
    52, "reserved name", next: "choose another word",
    "The word has a meaning of its own in references, values or keys, so that it could not be told apart. Of every step `$step.name`, `.answer`, `.list`, `.lines`, `.sent` and `.body` are asked, so that nothing can be given under these names."
  )
  package static let notPlayed = DiagnosticCode(
    59, "matcher that is not played there", next: "write `that: body`; a part of a JSON body by `path` beside it",
    "A schema judges a raw body, or the part of it that a path finds. Of anything else it says nothing, and a check that every system fails would be worse than none."
  )
  package static let brokenSchema = DiagnosticCode(
    60, "schema that cannot be used", next: "correct the schema at this place",
    "The schemas of a suite lie in its own folder `schemas/` and are compiled before anything is played. One that is broken, refers to what is not there, or needs what cannot be judged within bounds would blame the system for it."
  )
  package static let brokenErratum = DiagnosticCode(
    61, "erratum that cannot be used", next: "correct the erratum, or drop it where the text was mended",
    "An erratum changes one schema of its suite, by operations of JSON Patch, and says why and where that was told. Bodies are judged with all of them, so one that does not fit would change what a system must do without anybody having decided it."
  )
  package static let mustWithoutCheck = DiagnosticCode(
    58, "must without a check",
    next:
      "write a check that cites it, or say `unchecked:` with contradiction, unobservable, receiver-side, takes-too-long, cannot-be-provoked, no-word, not-in-reference or not-written",
    "Who reads the requirements of a suite takes it that each must is judged. One that is not has to say why, in a word from a closed list. One that names its `form:` is judged by that schema."
  )
}

// Ids of requirements through the years
extension DiagnosticCode {
  package static let idUsedBefore = DiagnosticCode(
    64, "requirement id that was used before", next: "give the new requirement an id that nobody has had",
    "Certificates, expectations and reports of years ago name requirements by their ids. An id that was renamed or withdrawn means what it "
      + "meant then, and for ever.")
  package static let withdrawnCited = DiagnosticCode(
    65, "withdrawn requirement that a check cites", next: "cite the one that stands in its place, or drop the check",
    "What was withdrawn binds nobody, so a check that cites it would fail a system for nothing.")
  package static let idVanished = DiagnosticCode(
    66, "published requirement that is gone",
    next: "put the row back with `withdrawn:` and the reason, or say `formerly:` at the row that has another id now",
    "A requirement that was once published stays listed. Whoever holds a certificate that names it must be able to see what became of it.")
}

// Expectations and waivers
extension DiagnosticCode {
  static let beside: [DiagnosticCode] = [nobodyOwns, pastItsDay, waivedGate, decidedByNobody, notExpectable]

  package static let nobodyOwns = DiagnosticCode(
    90, .warning, "expectation that nobody owns", next: "put a person or a team in `owner:`",
    "A file that was written from a run names no owners. What nobody owns stays broken; a gate may live with it, a certificate is refused.")
  package static let pastItsDay = DiagnosticCode(
    91, .warning, "entry past its last day", next: "mend the system and take the entry out, or agree on a new day",
    "After its last day an entry allows nothing any more, and a run that is held against it drifts.")
  package static let waivedGate = DiagnosticCode(
    92, "waiver of a gate", next: "take the waiver out, or dispute the requirement: `decision: disputed`",
    "A gate is what no level can be had without. It is never waived.")
  package static let decidedByNobody = DiagnosticCode(
    93, "decision without an approver", next: "add `approver:` with the role of who decided",
    "Disputed is a claim that anybody may make. Accepted and rejected are decisions, and a report says whose.")
  package static let notExpectable = DiagnosticCode(
    94, "result that cannot be expected", next: "take the entry out; mend what stands in the way of the run",
    "A fault of the harness, an unreachable system and a stopped run say nothing about a system, so no file may allow them.")
}
