// Peers for the tests of the transports.

#include "peers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::transport {
namespace {

constexpr std::chrono::seconds absurdly_long{60};

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

const sockaddr* plain(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Keeps a loop turning, because what a raw peer does is nothing it waits for; until its end, whatever is thrown.
class Ticks {
 public:
  explicit Ticks(Loop& loop) : loop_(loop) { tick(); }
  ~Ticks() { loop_.cancel(timer_); }
  Ticks(const Ticks&) = delete;
  Ticks& operator=(const Ticks&) = delete;

 private:
  void tick() {
    timer_ = loop_.after(Duration{1}, [this] { tick(); });
  }

  Loop& loop_;
  std::uint64_t timer_ = 0;
};

}  // namespace

bool until(Loop& loop, const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + absurdly_long;
  Ticks ticks(loop);
  bool is_so = false;
  while (!(is_so = so()) && std::chrono::steady_clock::now() < end) loop.run_one(Duration{1000});
  return is_so;
}

ConnectionHandler Notes::handler() {
  return {.on_frame =
              [this](std::string_view frame) {
                after_close = after_close || !closed.empty();
                frames.emplace_back(frame);
              },
          .on_closed = [this](const Closed& how) { closed.push_back(how); }};
}

House::House(Loop& loop, WebsocketOptions options, WebsocketService service) : encrypted(service.tls.has_value()) {
  auto listening = WebsocketServer::listen(
      loop, "127.0.0.1", 0, [this](std::unique_ptr<Connection> guest) { guests.push_back(std::move(guest)); }, options,
      std::move(service));
  server = std::move(listening).value();
}

std::string House::url(const std::string& path) const {
  return (encrypted ? "wss" : "ws") + std::string("://127.0.0.1:") + std::to_string(server->port()) + path;
}

Result<std::unique_ptr<Connection>> dial(Loop& loop, const std::string& url, WebsocketOptions options,
                                         WebsocketVisit visit) {
  std::optional<Result<std::unique_ptr<Connection>>> outcome;
  connect_websocket(
      loop, url, [&](auto result) { outcome.emplace(std::move(result)); }, options, std::move(visit));
  EXPECT_FALSE(outcome.has_value()) << "called back from inside the call";
  EXPECT_TRUE(until(loop, [&] { return outcome.has_value(); }));
  return std::move(*outcome);
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const auto address = loopback(port);
  EXPECT_EQ(::connect(socket_, plain(address), sizeof address), 0);
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::send(std::string_view bytes) const { return send_all(socket_, bytes); }

std::size_t RawClient::send_some(std::string_view bytes) const {
  const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

const std::string& RawClient::received() {
  char buffer[4096];
  for (;;) {
    const auto got = ::recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    hung_up_ = got <= 0;
    if (hung_up_) break;
    received_.append(buffer, static_cast<std::size_t>(got));
  }
  return received_;
}

bool RawClient::hung_up() {
  received();
  return hung_up_;
}

void RawClient::end() { ::shutdown(socket_, SHUT_WR); }

void RawClient::reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(std::exchange(socket_, -1));
}

std::string RawClient::upgrade(Loop& loop, const std::string& fields) {
  send(
      "GET /raw HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
      fields + "\r\n");
  EXPECT_TRUE(until(loop, [&] { return received().find("\r\n\r\n") != std::string::npos; }));
  EXPECT_TRUE(received_.starts_with("HTTP/1.1 101")) << received_;
  return std::exchange(received_, {});
}

std::string client_frame(unsigned head, std::string_view payload) {
  std::string frame(1, static_cast<char>(head));
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80 | payload.size());
  } else if (payload.size() < 65'536) {
    frame += static_cast<char>(0xFE);
    for (int shift = 8; shift >= 0; shift -= 8) frame += static_cast<char>(payload.size() >> shift & 0xFF);
  } else {
    frame += static_cast<char>(0xFF);
    for (int shift = 56; shift >= 0; shift -= 8) frame += static_cast<char>(payload.size() >> shift & 0xFF);
  }
  return frame.append(4, '\0').append(payload);
}

RawServer::RawServer() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  auto address = loopback(0);
  EXPECT_EQ(::bind(listener_, plain(address), sizeof address), 0);
  EXPECT_EQ(::listen(listener_, 8), 0);
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  ::fcntl(listener_, F_SETFL, O_NONBLOCK);
}

RawServer::~RawServer() {
  hang_up();
  ::close(listener_);
}

std::string RawServer::answer(Loop& loop, std::string_view bytes) {
  EXPECT_TRUE(until(loop, [&] { return (client_ = ::accept(listener_, nullptr, nullptr)) >= 0; }));
  char buffer[4096];
  ssize_t got = 0;
  EXPECT_TRUE(until(loop, [&] { return (got = ::recv(client_, buffer, sizeof buffer, MSG_DONTWAIT)) > 0; }));
  say(bytes);
  return {buffer, static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
}

void RawServer::say(std::string_view bytes) const { send_all(client_, bytes); }

void RawServer::hang_up() {
  if (client_ >= 0) ::close(std::exchange(client_, -1));
}

}  // namespace s2::transport
