#include "proxy/plain_gate.hpp"

#include <utility>

namespace s2::app {
namespace {

class PlainGate : public Gate {
 public:
  PlainGate(transport::Loop& loop, std::string host, std::string url, GateOwner owner)
      : loop_(loop), host_(std::move(host)), url_(std::move(url)), owner_(std::move(owner)) {}

  Result<void> listen(std::uint16_t port) {
    auto server = transport::WebsocketServer::listen(
        loop_, host_, port,
        [this](std::unique_ptr<transport::Connection> client) { owner_.on_client({.connection = std::move(client)}); },
        bounded<transport::WebsocketOptions>());
    if (!server) return Unexpected{std::move(server).error()};
    server_ = std::move(*server);
    from_ = house::websocket_url({host_, server_->port()});
    return {};
  }

  std::string from() const override { return from_; }
  std::string to() const override { return url_; }
  std::string to(std::string_view path) const override { return url_for_path(url_, path); }
  void dial(const std::string& url, transport::Connected connected) override {
    transport::connect(loop_, url, std::move(connected),
                       {.websocket = bounded<transport::WebsocketOptions>(),
                        .visit = {},
                        .local = bounded<transport::LocalOptions>()});
  }
  void shut() override { server_.reset(); }
  void stop(std::function<void()> done) override { done(); }

 private:
  transport::Loop& loop_;
  std::string host_;
  std::string url_;
  std::string from_;
  GateOwner owner_;
  std::unique_ptr<transport::WebsocketServer> server_;
};

}  // namespace

Result<std::unique_ptr<Gate>> open_plain_gate(transport::Loop& loop, const house::Address& listen,
                                              const std::string& url, GateOwner owner) {
  auto gate = std::make_unique<PlainGate>(loop, listen.host, url, std::move(owner));
  if (auto listening = gate->listen(listen.port); !listening) return Unexpected{std::move(listening).error()};
  return std::unique_ptr<Gate>(std::move(gate));
}

std::string url_for_path(const std::string& url, std::string_view path) {
  const auto scheme = url.find("://");
  if (path.empty() || path == "/" || scheme == url.npos) return url;
  const auto target = url.find_first_of("/?", scheme + 3);
  std::string base = url.substr(0, target);
  std::string_view own = target == url.npos ? std::string_view() : std::string_view(url).substr(target);
  if (own.find('?') != own.npos) return url;  // its query stands at the end; there is no place for another path
  while (own.ends_with('/')) own.remove_suffix(1);
  return base + std::string(own) + (path.starts_with('/') ? "" : "/") + std::string(path);
}

}  // namespace s2::app
