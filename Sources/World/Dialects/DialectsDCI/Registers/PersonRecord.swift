package import Documents
package import Facts

/// A person as a civil registry of DCI holds it, for whoever loads people into one.
package enum PersonRecord {
  /// `facts` are those of a record that is asked for: `person.id`, `person.name`, `person.birth-date`, `mother.id`...
  package static func json(_ facts: Facts) -> JSON { CivilPerson.write(record: facts) }
}
