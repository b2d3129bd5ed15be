/// A list that only one owner fills: an array asks at each element whether it is shared.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Element>
  private var room: Int
  private(set) var count = 0

  init(room: Int) {
    (base, self.room) = (.allocate(capacity: max(1, room)), max(1, room))
  }

  deinit { base.deallocate() }

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
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: room * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, room) = (larger, room * 2)
  }
}
