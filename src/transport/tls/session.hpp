#pragma once
// TlsSession: TLS over one non-blocking socket, a step at a time. Knows no loop.
//
// OpenSSL reads and writes the socket itself instead of passing records through buffers of ours: an idle connection
// then holds no buffer at all, and a message is copied once less.

#include "context.hpp"

#include <cstddef>
#include <memory>
#include <string>

namespace s2::transport::tls {

/// What a step came to.
enum class Step : std::uint8_t {
  done,         ///< it moved on
  wants_read,   ///< to be tried again when the socket can be read
  wants_write,  ///< to be tried again when the socket can be written
  ended,        ///< the peer has said that nothing follows, or hung up
  failed,       ///< for good; fault() says why
};

/// What reading or writing came to.
struct Moved {
  Step step;              ///< done, or why not
  std::size_t bytes = 0;  ///< how much, when done
};

/// TLS over one socket, which outlives it and is closed by its owner.
class TlsSession {
 public:
  /// The client side, towards a server of this name or address.
  static std::unique_ptr<TlsSession> client(const TlsClient& client, int socket, const std::string& host);
  /// The server side.
  static std::unique_ptr<TlsSession> server(const TlsServer& server, int socket);

  /// The handshake; to be repeated until it is done or failed.
  Step shake_hands();
  /// Reads at most so many bytes.
  Moved read(void* bytes, std::size_t most);
  /// Writes at most so many bytes. What it wanted to be tried again has to be given again.
  Moved write(const void* bytes, std::size_t most);
  /// Says that nothing follows, as far as the socket takes it.
  void say_goodbye();

  /// Whether bytes of the peer wait inside, so that the socket says nothing about them.
  bool holds_input() const;
  /// Why it failed, for people: the certificate, the version, what came instead of TLS.
  const std::string& fault() const { return fault_; }
  /// Why it failed, as one of a few kinds; `untrusted` also for all that is none of the others.
  connect::CallFailure failure() const;
  /// What the server showed; empty unless its client asked for it.
  const std::optional<connect::TlsFacts>& shown() const { return visit_.shown; }
  /// Whether the peer spoke HTTP instead of TLS.
  bool is_plain_http() const { return plain_http_; }

 private:
  TlsSession(SSL_CTX& context, int socket);
  Step outcome(int returned);

  Visit visit_;  // at the client
  Owned<SSL> ssl_;
  std::string fault_;
  bool plain_http_ = false;
  bool hung_up_ = false;
  unsigned long error_ = 0;  // of OpenSSL, when that failed
};

}  // namespace s2::transport::tls
