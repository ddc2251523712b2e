#pragma once
// Dialling: from a host name to an open connection. What the clients of HTTPS and of WebSockets have in common.

#include <s2/base/time.hpp>
#include <s2/connect/call.hpp>
#include <s2/transport/resolver.hpp>
#include <s2/transport/tls.hpp>
#include <transport/websocket/channel.hpp>

#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::transport {

/// Who is called, and how.
struct Destination {
  std::string host;                    ///< a name, or an address, which is not looked up
  std::uint16_t port = 0;              ///< of TCP
  std::optional<TlsClient> tls;        ///< whom it believes; no encryption when empty
  std::shared_ptr<Resolver> resolver;  ///< from names to addresses
};

/// One connection on its way: looks the host up anew (C-054), tries its addresses in order, encrypts. Has no timeout of
/// its own. Lives by itself until it is done or cancelled, or its loop ends.
class Dialling : public std::enable_shared_from_this<Dialling> {
 public:
  /// Called with the connection, or with what went wrong. Never from inside start().
  using Done = std::function<void(Result<websocket::Channel, connect::CallError>)>;

  /// Most addresses of a host that are tried.
  static constexpr std::size_t addresses_max = 16;
  /// How long an address may be silent while there is another one to try.
  static constexpr Duration patience{2'000};

  /// Begins.
  static std::shared_ptr<Dialling> start(Loop& loop, Destination to, Done done);
  /// Ends it; nobody is called any more.
  void cancel();

 private:
  using Error = boost::system::error_code;
  using Endpoint = boost::asio::ip::tcp::endpoint;

  Dialling(Loop& loop, Destination to, Done done);
  void look_up();
  void found(const Result<std::vector<std::string>>& addresses);
  void try_next();
  void connected(const Error& error);
  void encrypt();
  void encrypted(const Error& error);
  void fail(connect::CallFailure why, std::string text);

  Destination to_;
  Done done_;  // empty once it is over
  websocket::Channel channel_;
  boost::asio::steady_timer patience_;
  std::vector<Endpoint> untried_;  // the next one is the last
  int attempt_ = 0;                // so that what was meant for one does not end the next
};

}  // namespace s2::transport
