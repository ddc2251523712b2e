#include "raw_tls.hpp"

#include "../peers.hpp"

#include <gtest/gtest.h>

#include <openssl/ssl.h>

#include <charconv>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace s2::transport {

struct RawTls::Inside {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_client_method()), &SSL_CTX_free};
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl{nullptr, &SSL_free};
  int socket = -1;

  Inside() = default;
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() {
    ssl.reset();
    if (socket >= 0) ::close(socket);
  }
};

RawTls::RawTls(std::uint16_t port, Offer offer, const std::string& source) : inside_(std::make_unique<Inside>()) {
  const int version = offer == Offer::downgrade ? TLS1_2_VERSION : TLS1_3_VERSION;
  SSL_CTX_set_min_proto_version(inside_->context.get(), version);
  SSL_CTX_set_max_proto_version(inside_->context.get(), version);
  SSL_CTX_set_mode(inside_->context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  inside_->socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  ::inet_pton(AF_INET, source.c_str(), &address.sin_addr);
  EXPECT_EQ(::bind(inside_->socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0) << source;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  EXPECT_EQ(::connect(inside_->socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::fcntl(inside_->socket, F_SETFL, O_NONBLOCK);
  inside_->ssl.reset(SSL_new(inside_->context.get()));
  SSL_set_fd(inside_->ssl.get(), inside_->socket);
  SSL_set_tlsext_host_name(inside_->ssl.get(), "localhost");
}

RawTls::RawTls(RawTls&& other) noexcept = default;
RawTls::~RawTls() = default;

void RawTls::say(std::string_view bytes) {
  waiting_ += bytes;
  pump();
}

const std::string& RawTls::received() {
  pump();
  return received_;
}

bool RawTls::hung_up() {
  pump();
  return hung_up_;
}

void RawTls::pump() {
  SSL* ssl = inside_->ssl.get();
  const auto is_over = [&](int outcome) {
    const int why = SSL_get_error(ssl, outcome);
    if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) return false;
    return hung_up_ = true;
  };
  if (hung_up_) return;
  if (!is_shaken_) {
    const int outcome = SSL_connect(ssl);
    is_shaken_ = outcome == 1;
    if (!is_shaken_) return static_cast<void>(is_over(outcome));
  }
  while (!waiting_.empty()) {
    const int put = SSL_write(ssl, waiting_.data(), static_cast<int>(waiting_.size()));
    if (put <= 0) break;  // whoever does not read any more may still have answered
    waiting_.erase(0, static_cast<std::size_t>(put));
  }
  char buffer[8192];
  for (;;) {
    const int got = SSL_read(ssl, buffer, sizeof buffer);
    if (got <= 0) return static_cast<void>(is_over(got));
    received_.append(buffer, static_cast<std::size_t>(got));
  }
}

std::vector<RawAnswer> answers_in(std::string_view received) {
  constexpr std::string_view length = "\r\nContent-Length: ";
  std::vector<RawAnswer> answers;
  while (!received.empty()) {
    const auto end = received.find("\r\n\r\n");
    if (end == received.npos || received.size() < 12) break;
    RawAnswer answer{.status = 0, .head = std::string(received.substr(0, end + 2)), .body = {}};
    std::from_chars(received.data() + 9, received.data() + 12, answer.status);
    std::size_t bytes = 0;
    if (const auto at = answer.head.find(length); at != answer.head.npos) {
      std::from_chars(answer.head.data() + at + length.size(), answer.head.data() + answer.head.size(), bytes);
    }
    if (received.size() < end + 4 + bytes) break;
    answer.body = received.substr(end + 4, bytes);
    received.remove_prefix(end + 4 + bytes);
    answers.push_back(std::move(answer));
  }
  return answers;
}

std::string post(std::string_view target, std::string_view body, std::string_view bearer) {
  std::string text = "POST /s2/" + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  if (!bearer.empty()) text += "Authorization: Bearer " + std::string(bearer) + "\r\n";
  text += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  return text.append(body);
}

std::vector<RawAnswer> ask(Loop& loop, RawTls& client, std::string_view bytes, std::size_t answers) {
  client.forget();
  client.say(bytes);
  until(loop, [&] { return answers_in(client.received()).size() >= answers || client.hung_up(); });
  return answers_in(client.received());
}

}  // namespace s2::transport
