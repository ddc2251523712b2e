#pragma once
// BaseUrl: where an API of S2 Connect is reached, and the host name that certificates, pins and responses are bound to.

#include <s2/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace s2::connect {

/// Liberties with URLs that a user asks for; all off by default.
struct UrlOptions {
  /// Take IP addresses for a host. For diagnosis alone: neither certificates nor mDNS names hold for them (C-029).
  bool ip_literals = false;
  /// Cut off a version segment at the end, which base URLs must not have; for s2-kit, which announces one.
  bool strip_version = false;
};

/// A base URL: https, ends with a slash, has no version, query, fragment or user info (C-026 to C-029). Its host is
/// normalised: A-labels, lower case, no trailing dot (C-085).
class BaseUrl {
 public:
  /// No URL; for members that are set later.
  BaseUrl() = default;

  /// Reads a URL as a peer or a person wrote it; a missing slash at the end is added. Fails with the id of the
  /// requirement (C-026, C-028, C-029, C-085, C-304) and what to write instead.
  static Result<BaseUrl> parse(std::string_view text, const UrlOptions& options = {});

  /// As it is written, e.g. "https://evse1038.local:8443/pairing/".
  const std::string& text() const { return text_; }
  /// Host without port, e.g. "evse1038.local"; an IPv6 address without its brackets. It is D of the challenge response.
  const std::string& host() const { return host_; }
  /// TCP port, 443 unless the URL names another.
  std::uint16_t port() const { return port_; }
  /// Path from the first slash on, e.g. "/pairing/".
  std::string_view path() const { return std::string_view(text_).substr(path_at_); }

  /// Whether a server under this name is one in the LAN: `.local`, and for diagnosis `localhost` and IP addresses
  /// (C-088).
  bool is_local() const;
  /// Whether the host is an IP address.
  bool is_ip_address() const { return is_ip_address_; }

  /// The URL of an operation: join("v1/requestPairing").
  std::string join(std::string_view target) const { return text_ + std::string(target); }

  /// The same place.
  bool operator==(const BaseUrl&) const = default;

 private:
  std::string text_;
  std::string host_;
  std::uint16_t port_ = 443;
  std::size_t path_at_ = 0;
  bool is_ip_address_ = false;
};

/// A host name as it is compared and hashed: A-labels (RFC 5891), lower case, no trailing dot (C-085). Fails with C-085
/// when it is no DNS name. Letters beyond ASCII are put into lower case for Latin-1, Greek and Cyrillic; those of other
/// scripts are taken as they are, and nobody composes accents.
Result<std::string> normalised_host(std::string_view name);

}  // namespace s2::connect
