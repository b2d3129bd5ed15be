import CCurl
import Glibc

/// The sockets that the transfers of a lane wait for, and the moment at which libcurl wants to be called without one.
///
/// libcurl's own loop asks the kernel for each socket each time round; here a transfer costs what its own socket does, and a connection
/// that is kept stays in the set between two transfers. Belongs to the lane's thread, but for the bell.
final class SocketWatch {
  private let multi: UnsafeMutableRawPointer
  private let set: Int32
  private let bell: Int32
  /// When libcurl is due, in milliseconds of the monotonic clock.
  private var due: Int?
  private var sockets: [Socket] = []
  private var ready = [epoll_event](repeating: epoll_event(), count: 64)

  /// What is known of a file descriptor.
  private struct Socket {
    /// One of a peer's, of whose end we are told: it may stay in the set while nobody waits for it.
    var isConnection = false
    var wanted: UInt32 = 0
    var watched: UInt32 = 0
  }

  /// nil where the process has no file descriptor left.
  init?(_ multi: UnsafeMutableRawPointer) {
    let (set, bell) = (epoll_create1(Int32(EPOLL_CLOEXEC)), eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)))
    guard set >= 0, bell >= 0 else { return nil }
    (self.multi, self.set, self.bell) = (multi, set, bell)
    control(EPOLL_CTL_ADD, bell, EPOLLIN.rawValue)
    guard ccurl_set_watch(multi, onWant, onDue, Unmanaged.passUnretained(self).toOpaque()) else { return nil }
  }
  deinit {
    close(set)
    close(bell)
  }

  /// From any thread: the lane shall not wait any longer.
  func ring() { eventfd_write(bell, 1) }

  /// Tells of its connections for as long as it lives.
  func follow(_ easy: UnsafeMutableRawPointer) -> Bool {
    ccurl_set_connection_watch(easy, onOpened, onClose, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Calls libcurl if its moment has come: new transfers begin with it.
  func doWhatIsDue() {
    guard let due, due <= SocketWatch.now else { return }
    self.due = nil
    act(-1, 0)
  }

  /// Lets the transfers go on whose sockets are ready. Who is not busy waits for one, for the bell, or for the next moment.
  ///
  /// `isAlone`: nothing else is under way, so that looking for the answer for as long as a quick one takes costs nobody anything, and
  /// saves the time in which a sleeping thread is woken. `afterSome` is called after every few sockets: one by one they would be
  /// answered soonest, all of them at once with the fewest changes from one process to the other.
  func wait(isBusy: Bool, isAlone: Bool, _ afterSome: () -> Void) {
    let wait = isBusy ? 0 : max(0, min(due.map { $0 - SocketWatch.now } ?? 60_000, 60_000))
    var count = isAlone && wait > 0 ? look() : 0
    if count == 0 { count = epoll_wait(set, &ready, Int32(ready.count), Int32(wait)) }
    for at in 0..<max(0, Int(count)) {
      take(ready[at])
      if at % Self.some == Self.some - 1 { afterSome() }
    }
    if count % Int32(Self.some) != 0 { afterSome() }
  }
  private static let some = 8
  private static let quick = 50_000

  private func look() -> Int32 {
    let end = SocketWatch.nanoseconds + Self.quick
    repeat {
      let count = epoll_wait(set, &ready, Int32(ready.count), 0)
      if count != 0 { return count }
    } while SocketWatch.nanoseconds < end
    return 0
  }

  private func take(_ event: epoll_event) {
    let socket = event.data.fd
    if socket == bell {
      var rung: eventfd_t = 0
      eventfd_read(bell, &rung)
    } else if sockets[Int(socket)].wanted == 0 {
      // A kept connection that its peer has closed: libcurl finds out when it wants to use it.
      watch(socket, 0)
    } else {
      let has = { (bit: EPOLL_EVENTS) in event.events & bit.rawValue != 0 }
      act(
        socket,
        (has(EPOLLIN) ? CURL_CSELECT_IN : 0) | (has(EPOLLOUT) ? CURL_CSELECT_OUT : 0)
          | (has(EPOLLERR) || has(EPOLLHUP) ? CURL_CSELECT_ERR : 0))
    }
  }

  private func act(_ socket: Int32, _ events: Int32) {
    var running: Int32 = 0
    curl_multi_socket_action(multi, socket, events, &running)
  }

  private func watch(_ socket: Int32, _ events: UInt32) {
    let before = sockets[Int(socket)].watched
    guard before != events else { return }
    sockets[Int(socket)].watched = events
    control(events == 0 ? EPOLL_CTL_DEL : before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, events)
  }
  private func control(_ operation: Int32, _ socket: Int32, _ events: UInt32) {
    var event = epoll_event(events: events, data: epoll_data_t(fd: socket))
    epoll_ctl(set, operation, socket, &event)
  }

  private static var now: Int { nanoseconds / 1_000_000 }
  private static var nanoseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }

  // MARK: from libcurl, on the lane's thread

  fileprivate func want(_ socket: Int32, _ what: Int32) {
    know(socket)
    let wanted: UInt32 =
      switch what {
      case CURL_POLL_IN: EPOLLIN.rawValue
      case CURL_POLL_OUT: EPOLLOUT.rawValue
      case CURL_POLL_INOUT: EPOLLIN.rawValue | EPOLLOUT.rawValue
      default: 0
      }
    sockets[Int(socket)].wanted = wanted
    if wanted != 0 || !sockets[Int(socket)].isConnection { watch(socket, wanted) }
  }
  fileprivate func isDue(in milliseconds: Int) { due = milliseconds < 0 ? nil : SocketWatch.now + milliseconds }
  fileprivate func opened(_ socket: Int32) {
    know(socket)
    sockets[Int(socket)] = Socket(isConnection: true)
  }
  fileprivate func end(_ socket: Int32) -> Int32 {
    know(socket)
    watch(socket, 0)
    sockets[Int(socket)] = Socket()
    return close(socket)
  }
  private func know(_ socket: Int32) {
    while sockets.count <= Int(socket) { sockets.append(Socket()) }
  }
}

private func owner(_ pointer: UnsafeMutableRawPointer?) -> SocketWatch? {
  pointer.map { Unmanaged<SocketWatch>.fromOpaque($0).takeUnretainedValue() }
}
private let onWant: curl_socket_callback = { _, socket, what, watch, _ in
  owner(watch)?.want(socket, what)
  return 0
}
private let onDue: curl_multi_timer_callback = { _, milliseconds, watch in
  owner(watch)?.isDue(in: milliseconds)
  return 0
}
private let onOpened: curl_sockopt_callback = { watch, socket, purpose in
  if purpose == CURLSOCKTYPE_IPCXN { owner(watch)?.opened(socket) }
  return Int32(CURL_SOCKOPT_OK)
}
private let onClose: curl_closesocket_callback = { watch, socket in owner(watch)?.end(socket) ?? close(socket) }
