/// A list that only one owner fills: an array asks at each element whether it is shared.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var room: Int
  private(set) var count = 0
  /// Whether all still lies in the room that was lent.
  private(set) var isLent: Bool

  /// Fills that room while it is large enough. It is the owner's to free, and outlives the list.
  init(lent: UnsafeMutableBufferPointer<Element>) {
    isLent = lent.baseAddress != nil
    room = isLent ? lent.count : 16
    base = lent.baseAddress ?? .allocate(capacity: 16)
  }

  deinit { if !isLent { base.deallocate() } }

  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  @inline(__always) mutating func append(_ element: Element) {
    if count == room { grow() }
    (base + count).initialize(to: element)
    count &+= 1
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

  @inline(never) private mutating func grow() {
    let wider = max(16, room * 2)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: wider)
    larger.update(from: base, count: count)
    if !isLent { base.deallocate() }
    (base, room, isLent) = (larger, wider, false)
  }
}
