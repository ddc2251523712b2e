#pragma once
// WebSockets, plain (ws://) and encrypted (wss://).

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/transport/connection.hpp>
#include <s2/transport/loop.hpp>
#include <s2/transport/resolver.hpp>
#include <s2/transport/tls.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::transport {

/// How messages are compressed (permessage-deflate, RFC 7692; S2 Connect asks for it). A client offers it, a server
/// takes the offer. Memory per connection is measured in docs/performance.md.
enum class Compression : std::uint8_t {
  none,   ///< never: the least memory
  small,  ///< windows of 4 KiB, nothing kept from one message to the next
  full,   ///< windows of 32 KiB, kept from one message to the next
};

/// Bounds of a WebSocket. Source of the defaults: rule catalogue, C.12 and C.13. Whatever the bounds, a binary message
/// closes it with 1003 (GEN-020), text that is no UTF-8 with 1007, any other breach of RFC 6455 with 1002, and a flood
/// with 1008.
struct WebsocketOptions {
  Duration ping_interval{30'000};         ///< between keep-alive pings; 0 sends none
  Duration peer_timeout{60'000};          ///< silence after a ping (without pings: after the last sign of life) after
                                          ///< which the peer counts as gone; 0 waits for ever
  Duration open_timeout{10'000};          ///< for TCP, TLS and the handshake together, and for the closing one
  std::size_t frame_bytes = 1024 * 1024;  ///< largest message, after decompression; a larger one closes with 1009
  std::size_t queue_bytes = 8 * 1024 * 1024;     ///< most that waits to be sent
  std::size_t connections = 1024;                ///< most at once on a server; further ones are refused with HTTP 503
  Duration message_timeout{60'000};              ///< for one message from its first byte to its last
  Compression compression = Compression::small;  ///< whether to compress

  /// Most clients of a server that may be in the middle of their handshake.
  static constexpr std::size_t handshakes = 128;
  /// How long a client in the middle of its handshake is safe. With all places taken, the oldest makes room for the
  /// next one, but not before, so that neither silent clients nor a storm of good ones keep anybody out.
  static constexpr Duration handshake_grace{1'000};
  /// Largest HTTP request header a server reads, in bytes; a larger one is refused with HTTP 431.
  static constexpr std::size_t header_bytes = 8 * 1024;
  /// Messages shorter than this are not compressed: it would cost more than it saves.
  static constexpr std::size_t compressed_bytes = 512;
  /// Most pings and pongs a peer may send within ping_window.
  static constexpr std::size_t pings = 1000;
  /// See pings.
  static constexpr Duration ping_window{10'000};
};

/// A field of an HTTP request.
struct Header {
  std::string name;   ///< e.g. "Authorization"
  std::string value;  ///< e.g. "Bearer …"
};

/// What a client asked for, before it is let in. Names of fields are found in any case of letters.
struct WebsocketRequest {
  std::string peer;             ///< for people, e.g. "127.0.0.1:51234"
  std::string address;          ///< IP address of the peer
  std::string path;             ///< the target, e.g. "/battery"
  std::vector<Header> headers;  ///< all fields, in their order

  /// The first value of a field; empty when it is absent.
  std::string_view header(std::string_view name) const;
  /// The token of "Authorization: Bearer TOKEN" (RFC 6750, 2.1); empty when there is none.
  std::string_view bearer_token() const;
};

/// Why a client is not let in, as an HTTP answer.
struct Refusal {
  unsigned status = 403;  ///< 400 to 599, e.g. 401 for a token that does not hold
  std::string text;       ///< one sentence for people
};

/// Who is let in: empty for welcome. Called before the WebSocket is opened.
using Admission = std::function<std::optional<Refusal>(const WebsocketRequest&)>;

/// Who is given the connection of a client that is let in, or why it is not.
using Verdict = Result<Accept, Refusal>;

/// As Admission, for who has to ask elsewhere: answers once, on the loop's thread, now or later. A client that is gone
/// by then, or does not get through, goes to nobody, and its Accept is destroyed without having been called.
using Doorkeeper = std::function<void(const WebsocketRequest&, std::function<void(Verdict)> answer)>;

class HttpService;

/// What a server does beside keeping its bounds.
struct WebsocketService {
  std::optional<TlsServer> tls;            ///< wss:// when there is one
  Admission admission;                     ///< who is let in; everybody when empty
  std::shared_ptr<HttpService> http = {};  ///< answers requests that ask for no WebSocket; without one they get 426
  Doorkeeper doorkeeper = {};              ///< decides in the place of `admission` and of the server's Accept
};

/// A listening WebSocket server. Stops listening when destroyed; open connections go on. Whatever else knocks is
/// answered in HTTP (426 to a plain request, 400 to what is none, 503 at the limit) and disturbs nobody. A subprotocol
/// that a client offers is not taken up (S2 Connect defines none, and none may be asked for).
class WebsocketServer {
 public:
  /// Called with every new connection.
  using Accept = transport::Accept;

  /// Listens on an IP address of this machine ("localhost" is 127.0.0.1). Port 0 takes a free one. Fails with
  /// "S2CPP-LISTEN" and a sentence that names address and port, e.g. when the port is taken.
  static Result<std::unique_ptr<WebsocketServer>> listen(Loop& loop, const std::string& address, std::uint16_t port,
                                                         Accept accept, WebsocketOptions options = {},
                                                         WebsocketService service = {});
  ~WebsocketServer();
  /// The port listened on.
  std::uint16_t port() const;
  /// Lets a second loop take clients at the same port, for a thread of its own, which must not run yet; who takes which
  /// is up to the kernel. Each keeps its own bounds. Fails as listen() does.
  Result<std::unique_ptr<WebsocketServer>> share(Loop& loop, Accept accept, WebsocketOptions options = {},
                                                 WebsocketService service = {}) const;
  /// Shows another identity to whoever connects from here on; connections that are open keep theirs (C-087, C-274).
  void set_tls(TlsServer tls);

 private:
  struct Parts;
  explicit WebsocketServer(std::shared_ptr<Parts> parts);
  std::shared_ptr<Parts> parts_;
};

/// What a client says and asks beside the URL.
struct WebsocketVisit {
  std::vector<Header> headers;           ///< added to the request, e.g. Authorization
  std::optional<TlsClient> tls;          ///< whom it believes at wss://; the authorities of this machine when empty
  std::shared_ptr<Resolver> resolver{};  ///< from names to addresses (C-054); the system's when empty
};

/// Opens a WebSocket to a ws:// or wss:// URL and calls back, never from inside this call, with the connection or with
/// "S2CPP-CONNECT" and a sentence (unknown host, refused, no TLS or no WebSocket there, a certificate that does not
/// convince and why, timed out). A malformed URL calls back with "S2CPP-URL".
void connect_websocket(Loop& loop, const std::string& url, Connected connected, WebsocketOptions options = {},
                       WebsocketVisit visit = {});

}  // namespace s2::transport
