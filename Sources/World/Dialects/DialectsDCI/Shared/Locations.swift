import Documents
import Facts

/// `GET /.well-known/locations.json`: the places that records may name, each below the one that holds it.
enum Locations {
  static let path = "/.well-known/locations.json"
  /// A country of our own, and the areas in which its households live.
  private static let places: [(id: String, name: String, type: String, within: String?)] = [
    ("ASSAY", "Assay", "COUNTRY", nil), ("DELTA-1", "Delta", "DISTRICT", "ASSAY"), ("HILL-2", "Hills", "DISTRICT", "ASSAY"),
  ]

  static func published(_ session: Session, _ stamp: Stamp) -> WireResponse {
    let locations = places.map { place -> JSON in
      // The text asks for the id and the parent under two spellings.
      let within: JSON = place.within.map { .string($0) } ?? .null
      return [
        "@type": "Place", "id": .string(place.id), "name": .string(place.name), "additional_type": .string(place.type),
        "identifier": [["@type": "PropertyValue", "name": "region_code", "identifier": .string(place.id)]],
        "contained_in_place": within, "containedInPlace": within,
      ]
    }
    let tree: JSON = [
      "@context": ["@context": "http://spdci.org/", "xsd": "http://www.w3.org/2001/XMLSchema#", "schema": "http://schema.org/"],
      "@type": "LocationHierarchy", "last_updated": .string(Stamps.text(stamp.wire, session)), "locations": .array(locations),
    ]
    return WireResponse(200, headers: Bodies.headers, body: tree.encoded())
  }
}
