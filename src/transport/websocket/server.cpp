// The listening socket.

#include "upgrade.hpp"

#include <transport/loop.hpp>
#include <transport/span.hpp>

#include <boost/asio/ip/v6_only.hpp>

#include <cerrno>
#include <cstring>
#include <deque>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace s2::transport {
namespace {

namespace asio = boost::asio;
using boost::asio::ip::tcp;
using Error = boost::system::error_code;

// How long to wait when no connection can be accepted, e.g. for lack of file descriptors.
constexpr Duration breather{100};

// What a person can do about it.
std::string advice(const Error& error, const std::string& address, std::uint16_t port) {
  if (error == asio::error::address_in_use) {
    return "another program has port " + std::to_string(port) +
           "; stop it, or choose another port (0 takes a free one)";
  }
  if (error == asio::error::access_denied) {
    return "this port needs rights that the program lacks; choose a port from 1024 on";
  }
  if (error == boost::system::errc::address_not_available) {
    return "this machine has no address " + address + "; 127.0.0.1 serves this machine only, 0.0.0.0 every network";
  }
  return error.message();
}

Unexpected<Finding> refused(const std::string& address, std::uint16_t port, const std::string& why) {
  const bool v6 = address.find(':') != address.npos;
  const std::string place = (v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
  return {Finding{.rule = "S2CPP-LISTEN",
                  .severity = Severity::error,
                  .pointer = "",
                  .value = place,
                  .text = "cannot listen on " + place + ": " + why}};
}

// Whether a client hung up while it waited in the kernel's queue. In a storm that a server cannot serve in time these
// are thousands, and each would cost a handshake that nobody waits for.
bool is_gone(tcp::socket& socket) {
  pollfd one{.fd = socket.native_handle(), .events = POLLRDHUP, .revents = 0};
  return ::poll(&one, 1, 0) == 1;
}

// Opens the listening socket.
Error open(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
  Error error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

}  // namespace

struct WebsocketServer::Parts : std::enable_shared_from_this<WebsocketServer::Parts> {
  using Moment = std::chrono::steady_clock::time_point;

  // Somebody in the middle of the handshake.
  struct Visitor {
    std::weak_ptr<websocket::Upgrade> upgrade;
    Moment since;

    bool is_gone() const {
      const auto it = upgrade.lock();
      return !it || it->has_left();
    }
  };

  Parts(Loop& loop, Accept accept, const WebsocketOptions& options, WebsocketService service)
      : reception(std::make_shared<websocket::Reception>(websocket::Reception{
            .loop = loop, .options = options, .service = std::move(service), .accept = std::move(accept)})),
        acceptor(loop.parts().context),
        resting(loop.parts().context) {}

  void start() {
    reception->left = [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->resting.cancel();  // there is a place again
    };
    accept_next();
  }

  // Whoever finds all places taken waits in the kernel's queue, until one is free or its holder is no longer safe.
  void accept_next() {
    std::erase_if(knocking, [](const auto& one) { return one.is_gone(); });
    if (knocking.size() >= WebsocketOptions::handshakes) {
      const auto safe_until = knocking.front().since + WebsocketOptions::handshake_grace;
      if (std::chrono::steady_clock::now() < safe_until) return rest_until(safe_until);
      if (const auto oldest = knocking.front().upgrade.lock()) oldest->drop();
      knocking.pop_front();
    }
    acceptor.async_accept([self = shared_from_this()](const Error& error, tcp::socket socket) {
      if (!self->reception->open) return;
      if (error) return self->rest_until(std::chrono::steady_clock::now() + breather);
      if (!self->reception->service.tls || !is_gone(socket)) self->welcome(std::move(socket));
      self->accept_next();
    });
  }

  void rest_until(Moment moment) {
    resting.expires_at(moment);
    resting.async_wait([self = shared_from_this()](const Error&) {
      if (self->reception->open) self->accept_next();
    });
  }

  void welcome(tcp::socket socket) {
    Error ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    knocking.push_back({websocket::receive(reception, std::move(socket)), std::chrono::steady_clock::now()});
  }

  void stop() {
    reception->open = false;
    Error ignored;
    acceptor.close(ignored);
    resting.cancel();
    for (const auto& one : knocking) {
      if (const auto upgrade = one.upgrade.lock()) upgrade->drop();
    }
  }

  std::shared_ptr<websocket::Reception> reception;
  tcp::acceptor acceptor;
  asio::steady_timer resting;
  std::uint16_t port = 0;
  std::deque<Visitor> knocking;  // oldest first
};

Result<std::unique_ptr<WebsocketServer>> WebsocketServer::listen(Loop& loop, const std::string& address,
                                                                 std::uint16_t port, Accept accept,
                                                                 WebsocketOptions options, WebsocketService service) {
  Error error;
  const auto ip = asio::ip::make_address(address == "localhost" ? "127.0.0.1" : address, error);
  if (error) {
    return refused(
        address, port,
        "'" + address + "' is no IP address; 127.0.0.1 serves this machine only, 0.0.0.0 " + "every network");
  }
  auto parts = std::make_shared<Parts>(loop, std::move(accept), options, std::move(service));
  error = open(parts->acceptor, tcp::endpoint(ip, port));
  if (!error) parts->port = parts->acceptor.local_endpoint(error).port();
  if (error) return refused(address, port, advice(error, address, port));
  parts->start();
  return std::unique_ptr<WebsocketServer>(new WebsocketServer(std::move(parts)));
}

Result<std::unique_ptr<WebsocketServer>> WebsocketServer::share(Loop& loop, Accept accept, WebsocketOptions options,
                                                                WebsocketService service) const {
  Error error;
  const auto place = parts_->acceptor.local_endpoint(error);
  auto parts = std::make_shared<Parts>(loop, std::move(accept), options, std::move(service));
  const int socket = ::fcntl(parts_->acceptor.native_handle(), F_DUPFD_CLOEXEC, 0);
  if (socket < 0) return refused(place.address().to_string(), parts_->port, std::strerror(errno));
  parts->acceptor.assign(place.protocol(), socket, error);
  if (error) {
    ::close(socket);
    return refused(place.address().to_string(), parts_->port, error.message());
  }
  parts->port = parts_->port;
  parts->start();
  return std::unique_ptr<WebsocketServer>(new WebsocketServer(std::move(parts)));
}

void WebsocketServer::set_tls(TlsServer tls) { parts_->reception->service.tls = std::move(tls); }

WebsocketServer::WebsocketServer(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
WebsocketServer::~WebsocketServer() { parts_->stop(); }

std::uint16_t WebsocketServer::port() const { return parts_->port; }

}  // namespace s2::transport
