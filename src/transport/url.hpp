#pragma once
// Url: where a WebSocket is to be opened.

#include <s2/base/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace s2::transport {

/// Longest URL that is looked at, in bytes.
inline constexpr std::size_t url_bytes = 2048;

/// A ws:// or wss:// URL taken apart (RFC 6455, 3; RFC 3986).
struct Url {
  std::string host;         ///< name or address, an IPv6 address without its brackets
  bool is_secure = false;   ///< wss://
  std::uint16_t port = 80;  ///< 1 to 65535, 443 when wss:// names none
  std::string target;       ///< path and query, begins with '/'

  /// Host and port as they stand in a URL and in the HTTP field Host: IPv6 in brackets, not the usual port.
  std::string authority() const;
};

/// Whether port 0 stands for something.
enum class Port : std::uint8_t {
  is_named,     ///< it is none to connect to
  may_be_zero,  ///< it takes a free one to listen on
};

/// Reads a ws:// or wss:// URL. Fails with "S2CPP-URL" and a sentence that says what to write instead.
Result<Url> parse_url(std::string_view text, Port port = Port::is_named);

}  // namespace s2::transport
