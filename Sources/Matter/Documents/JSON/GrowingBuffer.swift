/// A list that only one owner fills: an array asks at each element whether it is shared.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var room: Int
  private(set) var count = 0
  private let most: Int
  /// Whether all still lies in the room that was lent.
  private(set) var isLent: Bool

  /// Fills that room while it is large enough, and takes so many at most. The room is the owner's to free, and outlives the list.
  init(lent: UnsafeMutableBufferPointer<Element>, most: Int = .max) {
    isLent = lent.baseAddress != nil
    room = min(isLent ? lent.count : 16, most)
    base = lent.baseAddress ?? .allocate(capacity: 16)
    self.most = most
  }

  deinit { if !isLent { base.deallocate() } }

  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// False, and not taken, when it holds the most already.
  @discardableResult @inline(__always) mutating func append(_ element: Element) -> Bool {
    if count == room, !grow() { return false }
    (base + count).initialize(to: element)
    count &+= 1
    return true
  }

  /// All of them, or those that there is room for under the most.
  mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    while room - count < elements.count { if !grow() { break } }
    let taken = min(elements.count, room - count)
    guard taken > 0, let first = elements.baseAddress else { return }
    (base + count).update(from: first, count: taken)
    count &+= taken
  }

  /// Keeps the first so many.
  @inline(__always) mutating func cut(to count: Int) { self.count = min(self.count, count) }

  @inline(__always) subscript(place: Int) -> Element {
    get {
      precondition(place >= 0 && place < count)
      return base[place]
    }
    set {
      precondition(place >= 0 && place < count)
      base[place] = newValue
    }
  }

  @inline(never) private mutating func grow() -> Bool {
    guard room < most else { return false }
    let wider = min(max(16, room * 2), most)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: wider)
    larger.update(from: base, count: count)
    if !isLent { base.deallocate() }
    (base, room, isLent) = (larger, wider, false)
    return true
  }
}
