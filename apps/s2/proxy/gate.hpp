#pragma once
// Gate: where the clients of a proxy come in, and how their server is reached.

#include <s2/base/result.hpp>
#include <s2/model/type.hpp>
#include <s2/transport.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// A client that came in.
struct Came {
  std::unique_ptr<transport::Connection> connection;  ///< to the client; its path names the resource manager
  std::optional<Profile> agreed = {};  ///< S2 Connect: the client is the Resource Manager, and this is the version that
                                       ///< was agreed; there is no handshake
};

/// Who is told what happens at a gate; from the loop.
struct GateOwner {
  std::function<void(Came)> on_client;                ///< somebody came in
  std::function<void(const std::string&)> on_note;    ///< something that a person should know, without secrets
  std::function<void(const std::string&)> on_code;    ///< a pairing code, for people and no log (C-067)
  std::function<void(const std::string&)> on_failed;  ///< it will never be of use: a sentence
};

/// Bounds of one connection through the proxy: larger than what S2 allows, so that what breaks the limit of S2 gets
/// through to be judged, and small enough for all together.
struct ProxyLimits {
  static constexpr std::size_t frame_bytes = std::size_t{4} * 1024 * 1024;   ///< largest message
  static constexpr std::size_t queue_bytes = std::size_t{16} * 1024 * 1024;  ///< most that waits for one end
  static constexpr std::size_t connections = 64;                             ///< clients at once
};

/// These bounds, as the options of whatever carries a connection.
template <class Options>
Options bounded() {
  Options options;
  options.frame_bytes = ProxyLimits::frame_bytes;
  options.queue_bytes = ProxyLimits::queue_bytes;
  options.connections = ProxyLimits::connections;
  return options;
}

/// One of the ways to stand in between. Used on its loop's thread.
class Gate {
 public:
  virtual ~Gate() = default;
  /// Where clients come to.
  virtual std::string from() const = 0;
  /// Where the server is.
  virtual std::string to() const = 0;
  /// Where the server is for a client with this path.
  virtual std::string to(std::string_view path) const = 0;
  /// Opens a connection to the server there.
  virtual void dial(const std::string& url, transport::Connected connected) = 0;
  /// Lets nobody in any more. Connections that are open belong to those who were given them.
  virtual void shut() = 0;
  /// Ends it in good order, once the connections are gone, and calls back.
  virtual void stop(std::function<void()> done) = 0;
};

}  // namespace s2::app
