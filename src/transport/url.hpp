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

/// A ws:// URL taken apart (RFC 6455, 3; RFC 3986).
struct Url {
  std::string host;         ///< name or address, an IPv6 address without its brackets
  std::uint16_t port = 80;  ///< 1 to 65535
  std::string target;       ///< path and query, begins with '/'

  /// Host and port as they stand in a URL and in the HTTP field Host: IPv6 in brackets, no port 80.
  std::string authority() const;
};

/// Reads a ws:// URL. Fails with "S2CPP-URL" and a sentence that says what to write instead.
Result<Url> parse_url(std::string_view text);

}  // namespace s2::transport
