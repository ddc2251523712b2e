#pragma once
// Connections within one machine: Unix domain sockets and standard input and output, one frame a line.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/transport/connection.hpp>
#include <s2/transport/loop.hpp>

#include <cstddef>
#include <memory>
#include <string>

namespace s2::transport {

// How frames stand in a stream of bytes, in docs/reference/lines.md: one frame a line, UTF-8. A line that begins with
// '#' is none: "# close 1000 good bye" closes, any other is a comment. Line breaks within a frame become blanks, and a
// frame that begins with '#' gets a blank before it; to JSON both mean nothing.

/// Bounds of a connection within one machine. The kernel tells when the other process is gone, so there are no pings.
struct LocalOptions {
  Duration close_timeout{10'000};             ///< for what is queued and for the answer when closing
  std::size_t frame_bytes = 1024 * 1024;      ///< longest line; a longer one closes with 1009
  std::size_t queue_bytes = 8 * 1024 * 1024;  ///< most that waits to be sent
  std::size_t connections = 1024;             ///< most at once on a server; further ones are closed with 1013
};

/// A listening Unix domain socket. Stops listening and removes its path when destroyed; open connections go on. Who may
/// connect is decided by the rights of the path, which follow the umask of the process.
class UnixServer {
 public:
  /// Listens on a path. What a dead process left there is replaced. Fails with "S2CPP-LISTEN" and a sentence, e.g. when
  /// somebody listens there already or the path is longer than the 107 bytes that the system takes.
  static Result<std::unique_ptr<UnixServer>> listen(Loop& loop, const std::string& path, Accept accept,
                                                    LocalOptions options = {});
  ~UnixServer();

 private:
  struct Parts;
  explicit UnixServer(std::shared_ptr<Parts> parts);
  std::shared_ptr<Parts> parts_;
};

/// Connects to a Unix domain socket and calls back, never from inside this call, with the connection or with
/// "S2CPP-CONNECT" and a sentence.
void connect_unix(Loop& loop, const std::string& path, Connected connected, LocalOptions options = {});

/// A connection that reads lines from one descriptor and writes them to the other; they may be the same. Both are
/// duplicated and made non-blocking until the connection is gone. SIGPIPE is ignored by the process from here on, as
/// whoever writes to pipes must. `peer` is what the connection calls the other side. Fails with "S2CPP-CONNECT" when
/// one of them is not open.
Result<std::unique_ptr<Connection>> connect_descriptors(Loop& loop, int input, int output, std::string peer = "stdio",
                                                        LocalOptions options = {});

}  // namespace s2::transport
