#pragma once
// One way to connect and one to listen, whatever the transport: the URL decides.
//
//   ws://host:port/path   wss://host:port/path   unix:/path/of/socket   stdio:

#include <s2/base/result.hpp>
#include <s2/transport/connection.hpp>
#include <s2/transport/local.hpp>
#include <s2/transport/loop.hpp>
#include <s2/transport/websocket.hpp>

#include <memory>
#include <string>

namespace s2::transport {

/// What connect() may need, by transport.
struct ConnectOptions {
  WebsocketOptions websocket;  ///< bounds for ws and wss
  WebsocketVisit visit;        ///< fields and trust for ws and wss
  LocalOptions local;          ///< bounds for unix and stdio
};

/// Connects and calls back, never from inside this call, with the connection or with a Finding: "S2CPP-URL" for a URL
/// that is none, else what the transport says. "stdio:" is standard input and output.
void connect(Loop& loop, const std::string& url, Connected connected, ConnectOptions options = {});

/// What listen() may need, by transport.
struct ListenOptions {
  WebsocketOptions websocket;  ///< bounds for ws and wss
  WebsocketService service;    ///< identity (needed for wss) and admission for ws and wss
  LocalOptions local;          ///< bounds for unix and stdio
};

/// Somebody who listens; stops when destroyed.
class Listening {
 public:
  virtual ~Listening() = default;
  /// Where to connect to, with the port that was taken.
  virtual std::string url() const = 0;
};

/// Listens at a URL: ws and wss take an IP address or "localhost", and port 0 for a free one. "stdio:" accepts one
/// connection, soon. Fails with "S2CPP-URL", or as the transport does.
Result<std::unique_ptr<Listening>> listen(Loop& loop, const std::string& url, Accept accept,
                                          ListenOptions options = {});

}  // namespace s2::transport
