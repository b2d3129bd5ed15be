/// Media types and ranges of them as the keys of a `content` object.
enum MediaRange {
  /// What stands for a media type: itself, then `type/*`, then `*/*`. Parameters such as `charset` do not count.
  static func best(for mediaType: String, in content: Cursor) -> Cursor? {
    let wish = essence(mediaType)
    let type = String(wish.prefix { $0 != "/" })
    for key in [wish, type + "/*", "*/*"] {
      if let found = content.members.first(where: { essence($0.name) == key }) { return found.value }
    }
    return nil
  }

  private static func essence(_ text: String) -> String {
    let plain = text.prefix { $0 != ";" }
    return String(String(plain).filter { $0 != " " && $0 != "\t" }).lowercased()
  }
}
