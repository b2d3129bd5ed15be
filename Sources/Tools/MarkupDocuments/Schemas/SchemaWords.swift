import CLibXML2

/// An error of libxml2's validator, taken apart: `Element '{ns}Amt', attribute 'Ccy': [facet 'pattern'] The value ... .`
struct SchemaWords {
  let rule: String
  let why: String
  let next: String
  /// The attribute's name, where it is about one.
  let attribute: String

  init(_ error: LibraryError) {
    let said = MarkupWords.withoutNamespaces(error.message)
    var (subject, rest) = ("", said[...])
    if let end = said.firstRange(of: "': ") {
      (subject, rest) = (String(said[..<end.lowerBound]), said[end.upperBound...])
    }
    attribute = subject.firstRange(of: "attribute '").map { String(subject[$0.upperBound...]) } ?? ""
    if rest.hasPrefix("[facet"), let end = rest.firstIndex(of: "]") { rest = rest[rest.index(after: end)...].drop { $0 == " " } }
    why = MarkupWords.sentence(String(rest))
    (rule, next) = Self.rules[error.code] ?? ("xsd-\(error.code)", "compare the element with its definition in the schema")
  }

  /// By libxml2's number: the rule of the recommendation, and what to do.
  private static let rules: [Int: (rule: String, next: String)] = [
    1824: ("cvc-datatype-valid", "write a value of this type"),
    1825: ("cvc-datatype-valid", "write a list of values of this type"),
    1826: ("cvc-datatype-valid", "write a value of one of these types"),
    1827: ("cvc-type.3.1.1", "remove the attribute: an element of a simple type has none"),
    1828: ("cvc-type.3.1.2", "write text only: this element has no elements below it"),
    1829: ("cvc-facet-valid", "write a value that the type allows"),
    1830: ("cvc-length-valid", "write a value of this length"),
    1831: ("cvc-minLength-valid", "write a longer value, or leave the element out if it is optional"),
    1832: ("cvc-maxLength-valid", "shorten the value"),
    1833: ("cvc-minInclusive-valid", "write a larger value"),
    1834: ("cvc-maxInclusive-valid", "write a smaller value"),
    1835: ("cvc-minExclusive-valid", "write a larger value"),
    1836: ("cvc-maxExclusive-valid", "write a smaller value"),
    1837: ("cvc-totalDigits-valid", "write fewer digits"),
    1838: ("cvc-fractionDigits-valid", "write fewer digits after the point"),
    1839: ("cvc-pattern-valid", "write a value of this form"),
    1840: ("cvc-enumeration-valid", "use one of the values that the schema lists"),
    1841: ("cvc-complex-type.2.1", "remove what stands in the element: it is empty by its type"),
    1842: ("cvc-complex-type.2.2", "write text only: this element has no elements below it"),
    1843: ("cvc-complex-type.2.3", "remove the text between the elements"),
    1844: ("cvc-complex-type.2.4", "write the elements in the order of the schema"),
    1845: ("cvc-elt.1", "check the root element and its namespace: the message's version is in the namespace"),
    1846: ("cvc-elt.2", "use an element that stands in for this one; it is abstract"),
    1847: ("cvc-elt.3.1", "remove xsi:nil: this element must have a value"),
    1848: ("cvc-elt.3.2.1", "remove the content, or xsi:nil"),
    1853: ("cvc-elt.5.1.1", "write a value of this type"),
    1857: ("cvc-elt.5.2.2.2.2", "write the fixed value of the schema"),
    1861: ("cvc-attribute.1", "remove the attribute, or correct its name"),
    1863: ("cvc-attribute.3", "write a value of this type"),
    1864: ("cvc-attribute.4", "write the fixed value of the schema"),
    1865: ("cvc-complex-type.3.1", "write the fixed value of the schema"),
    1866: ("cvc-complex-type.3.2.1", "remove the attribute, or correct its name and namespace"),
    1867: ("cvc-complex-type.3.2.2", "remove the attribute"),
    1868: ("cvc-complex-type.4", "add the attribute"),
    1871: ("cvc-complex-type.2.4", "check name, order and number of the elements here, and what is missing before this one"),
    1875: ("cvc-type.1", "give the element a type of the schema"),
    1876: ("cvc-type.2", "use a type that is not abstract, with xsi:type"),
    1877: ("cvc-identity-constraint", "make the keys unique, and refer to keys that exist"),
    1878: ("cvc-wildcard", "use an element of a namespace that is allowed here"),
  ]
}
