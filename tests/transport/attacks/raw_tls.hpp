#pragma once
// RawTls: a client that says whatever it likes over TLS, for tests of servers; and what it hears.

#include <s2/transport/loop.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace s2::transport {

/// What a raw client of TLS offers.
enum class Offer : std::uint8_t {
  modern,     ///< TLS 1.3
  downgrade,  ///< TLS 1.2 and nothing newer
};

/// One connection to a port on 127.0.0.1 by OpenSSL alone. Believes anybody. Never waits: what is said leaves, and what
/// comes is taken, while a test looks.
class RawTls {
 public:
  /// Comes from 127.0.0.1, or from another address of the loopback, e.g. "127.1.0.9".
  explicit RawTls(std::uint16_t port, Offer offer = Offer::modern, const std::string& source = "127.0.0.1");
  RawTls(RawTls&& other) noexcept;
  RawTls& operator=(RawTls&&) = delete;
  ~RawTls();

  /// Says this as soon as it can.
  void say(std::string_view bytes);
  /// Everything that came so far.
  const std::string& received();
  /// Whether the other side hung up, or did not shake hands.
  bool hung_up();
  /// Whether hands were shaken.
  bool is_encrypted() const { return is_shaken_; }
  /// Forgets what came so far.
  void forget() { received_.clear(); }

 private:
  struct Inside;
  void pump();

  std::unique_ptr<Inside> inside_;
  std::string waiting_;
  std::string received_;
  bool is_shaken_ = false;
  bool hung_up_ = false;
};

/// An answer of HTTP.
struct RawAnswer {
  int status = 0;
  std::string head;
  std::string body;
};

/// The answers in what was received, as far as they are complete.
std::vector<RawAnswer> answers_in(std::string_view received);

/// The bytes of a request with a body.
std::string post(std::string_view target, std::string_view body, std::string_view bearer = {});

/// Says something and waits until so many answers have come, or the server hung up.
std::vector<RawAnswer> ask(Loop& loop, RawTls& client, std::string_view bytes, std::size_t answers = 1);

}  // namespace s2::transport
