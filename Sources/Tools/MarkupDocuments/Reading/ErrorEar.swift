import CLibXML2

/// An error of libxml2, taken out of its hands.
struct LibraryError {
  let domain: Int32
  let code: Int
  let isWarning: Bool
  let line: Int
  let column: Int
  let message: String
  /// Where the error belongs to a node. Valid while it is being heard.
  let node: xmlNodePtr?

  init(_ raised: clibxml2_error) {
    domain = raised.domain
    code = Int(raised.code)
    isWarning = raised.level == Int32(XML_ERR_WARNING.rawValue)
    line = max(0, Int(raised.line))
    column = max(0, Int(raised.column))
    message = String(cString: raised.message)
    node = raised.node
  }
}

/// Hears what libxml2 has to say on this thread while it works.
final class ErrorEar {
  private let heard: (LibraryError) -> Void

  private init(_ heard: @escaping (LibraryError) -> Void) { self.heard = heard }

  /// Runs `work`, and gives each error to `heard` as it is raised. May be nested; the innermost hears.
  static func listening<Result>(_ heard: (LibraryError) -> Void, during work: () -> Result) -> Result {
    withoutActuallyEscaping(heard) { heard in
      let ear = ErrorEar(heard)
      return withExtendedLifetime(ear) {
        let mine = clibxml2_ear(
          listener: { owner, error in
            guard let owner, let error else { return }
            Unmanaged<ErrorEar>.fromOpaque(owner).takeUnretainedValue().heard(LibraryError(error.pointee))
          }, owner: Unmanaged.passUnretained(ear).toOpaque())
        let before = clibxml2_listen(mine)
        defer { _ = clibxml2_listen(before) }
        return work()
      }
    }
  }
}
