// Which transport a URL asks for.

#include "url.hpp"

#include <s2/transport/endpoint.hpp>

#include <string_view>

#include <unistd.h>

namespace s2::transport {
namespace {

constexpr std::string_view unix_scheme = "unix:";
constexpr std::string_view stdio_url = "stdio:";
constexpr std::size_t shown_bytes = 80;

Unexpected<Finding> bad_url(const std::string& url, std::string text) {
  return {Finding{.rule = "S2CPP-URL",
                  .severity = Severity::error,
                  .pointer = "",
                  .value = url.substr(0, shown_bytes),
                  .text = std::move(text)}};
}

std::string path_of(const std::string& url) { return url.substr(unix_scheme.size()); }

class WebsocketListening final : public Listening {
 public:
  WebsocketListening(std::unique_ptr<WebsocketServer> server, Url url)
      : server_(std::move(server)), url_(std::move(url)) {
    url_.port = server_->port();
  }
  std::string url() const override { return (url_.is_secure ? "wss://" : "ws://") + url_.authority() + "/"; }

 private:
  std::unique_ptr<WebsocketServer> server_;
  Url url_;
};

class UnixListening final : public Listening {
 public:
  UnixListening(std::unique_ptr<UnixServer> server, std::string url)
      : server_(std::move(server)), url_(std::move(url)) {}
  std::string url() const override { return url_; }

 private:
  std::unique_ptr<UnixServer> server_;
  std::string url_;
};

class StdioListening final : public Listening {
 public:
  std::string url() const override { return std::string(stdio_url); }
  std::shared_ptr<bool> open = std::make_shared<bool>(true);
  ~StdioListening() override { *open = false; }
};

Result<std::unique_ptr<Listening>> listen_stdio(Loop& loop, Accept accept, const LocalOptions& options) {
  auto connection = connect_descriptors(loop, STDIN_FILENO, STDOUT_FILENO, "stdio", options);
  if (!connection) return Unexpected{std::move(connection).error()};
  auto listening = std::make_unique<StdioListening>();
  // A callback has to be copyable, and a connection is not.
  auto held = std::make_shared<std::unique_ptr<Connection>>(std::move(*connection));
  loop.post([accept = std::move(accept), held = std::move(held), open = listening->open] {
    if (*open) accept(std::move(*held));
  });
  return std::unique_ptr<Listening>(std::move(listening));
}

Result<std::unique_ptr<Listening>> listen_websocket(Loop& loop, const std::string& text, Accept accept,
                                                    ListenOptions options) {
  auto url = parse_url(text, Port::may_be_zero);
  if (!url) return Unexpected{std::move(url).error()};
  if (url->target != "/") return bad_url(text, "a server listens at an address and a port; a path has no place here");
  if (url->is_secure && !options.service.tls) {
    return bad_url(text, "wss:// needs a certificate and its key; without them only ws:// can be listened on");
  }
  if (!url->is_secure) options.service.tls.reset();
  auto server = WebsocketServer::listen(loop, url->host, url->port, std::move(accept), options.websocket,
                                        std::move(options.service));
  if (!server) return Unexpected{std::move(server).error()};
  return std::unique_ptr<Listening>(new WebsocketListening(std::move(*server), std::move(*url)));
}

}  // namespace

void connect(Loop& loop, const std::string& url, Connected connected, ConnectOptions options) {
  if (url.starts_with(unix_scheme)) return connect_unix(loop, path_of(url), std::move(connected), options.local);
  if (url != stdio_url) {
    return connect_websocket(loop, url, std::move(connected), options.websocket, std::move(options.visit));
  }
  loop.post([&loop, connected = std::move(connected), options = options.local] {
    connected(connect_descriptors(loop, STDIN_FILENO, STDOUT_FILENO, "stdio", options));
  });
}

Result<std::unique_ptr<Listening>> listen(Loop& loop, const std::string& url, Accept accept, ListenOptions options) {
  if (url == stdio_url) return listen_stdio(loop, std::move(accept), options.local);
  if (!url.starts_with(unix_scheme)) return listen_websocket(loop, url, std::move(accept), std::move(options));
  auto server = UnixServer::listen(loop, path_of(url), std::move(accept), options.local);
  if (!server) return Unexpected{std::move(server).error()};
  return std::unique_ptr<Listening>(new UnixListening(std::move(*server), url));
}

}  // namespace s2::transport
