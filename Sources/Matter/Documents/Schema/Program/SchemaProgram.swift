/// A compiled schema: flat arrays of instructions and their tables, all by index. Nothing in it is searched for at judging.
struct SchemaProgram: Sendable {
  var entries: [Entry] = []
  var code: [Instruction] = []
  /// Runs of schemas, for the keywords that hold several.
  var lists: [Int32] = []
  var objects: [ObjectRule] = []
  var arrays: [ArrayRule] = []
  var keys = KeyTables()
  var patternRules: [PatternRule] = []
  var patterns: [Pattern] = []
  var bounds: [NumberBound] = []
  var enumerations: [Enumeration] = []
  var dynamics: [DynamicReference] = []
  var contains: [ContainsRule] = []
  var dependents: [Dependent] = []
  var discriminators: [Discriminator] = []
  var formats: [SchemaFormat] = []
  /// Constants that are not plain strings, in the documents.
  var constants: [SchemaLocation] = []
  /// The place of each keyword, for messages.
  var sites: [Site] = []
  var pages: [SchemaLibrary.Page] = []
  /// Whether the way to a schema has to be remembered.
  var hasDynamicReferences = false

  /// One schema. Its instructions lie together, by the kind of value that they look at.
  struct Entry: Sendable {
    var mask = TypeMask.everything
    /// Runs of `code`: for all kinds, strings, numbers, arrays, objects, and what looks at what others left.
    var common: Int32 = 0
    var string: Int32 = 0
    var number: Int32 = 0
    var array: Int32 = 0
    var object: Int32 = 0
    var unevaluated: Int32 = 0
    var end: Int32 = 0
    var resource: Int32 = 0
    /// For messages: the schema itself.
    var location = SchemaLocation(document: 0, node: 0)
  }

  struct Instruction: Sendable {
    let operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var site: Int32 = 0
  }

  enum Operation: UInt8, Sendable {
    // Any value.
    case enumeration, reference, dynamicReference, allOf, anyOf, oneOf, not, condition, discriminated
    // Strings.
    case minLength, maxLength, pattern, format
    // Numbers.
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, numberFormat
    // Arrays.
    case items, minItems, maxItems, uniqueItems, contains
    // Objects.
    case members, minProperties, maxProperties, propertyNames, required, dependentRequired, dependentSchema
    // What is left.
    case unevaluatedItems, unevaluatedProperties
  }

  /// `properties`, `patternProperties`, `additionalProperties` and the first 64 names of `required`, in one pass over the members.
  struct ObjectRule: Sendable {
    var table: KeyTables.Table
    /// A run of `patternRules`.
    var patterns: Int32 = 0
    var patternCount: Int32 = 0
    /// The schema for other members, or -1.
    var additional: Int32 = -1
    /// A bit for each required name.
    var required: UInt64 = 0
    var requiredSite: Int32 = 0
    var additionalSite: Int32 = 0
  }

  /// `prefixItems` and `items`, whatever the draft calls them.
  struct ArrayRule: Sendable {
    /// A run of `lists`.
    var prefix: Int32 = 0
    var prefixCount: Int32 = 0
    /// The schema for further elements, or -1.
    var rest: Int32 = -1
    var restSite: Int32 = 0
  }

  struct ContainsRule: Sendable {
    let schema: Int32
    var least = 1
    var most = Int.max
    var leastSite: Int32 = 0
    var mostSite: Int32 = 0
  }

  struct PatternRule: Sendable {
    let pattern: Int32
    let schema: Int32
  }

  struct Enumeration: Sendable {
    /// The plain strings.
    var table: KeyTables.Table
    /// Other values: a run of `constants`.
    var constants: Int32 = 0
    var count: Int32 = 0
  }

  struct DynamicReference: Sendable {
    /// Where it leads without any dynamic scope.
    let fallback: Int32
    /// The schema of the same dynamic anchor, by resource.
    var targets: [Int32: Int32] = [:]
  }

  struct Dependent: Sendable {
    let name: String
    /// A schema, or -1 when names are demanded.
    let schema: Int32
    var names: [String] = []
  }

  struct Discriminator: Sendable {
    let property: String
    /// From values to schemas.
    var table: KeyTables.Table
    var branches: [String] = []
    /// What to ask of a value that is no object.
    let plain: Instruction
  }

  struct Site: Sendable {
    let location: SchemaLocation
    let keyword: String
  }
}

/// A program behind one reference, so that handing it round costs nothing.
final class SchemaBox: Sendable {
  let program: SchemaProgram

  init(_ program: SchemaProgram) { self.program = program }
}
