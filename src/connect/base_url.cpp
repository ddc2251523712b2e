// From what a person or a peer wrote to a base URL.

#include <s2/connect/base_url.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/subnet.hpp>

#include "hex.hpp"

#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace s2::connect {
namespace {

constexpr std::string_view scheme = "https://";
constexpr std::uint16_t default_port = 443;

Unexpected<Finding> refused(std::string_view rule, std::string_view text, std::string reason) {
  return {Finding{.rule = std::string(rule),
                  .severity = Severity::error,
                  .pointer = "",
                  .value = codec::readable(text, s2::Limits::finding_value_bytes),
                  .text = std::move(reason)}};
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_scheme(std::string_view text) {
  return text.size() >= scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), text.begin(), [](char want, char got) { return want == lower(got); });
}

// Everything that may stand in a URL after its host; what else there is would have to be escaped.
bool is_path_character(char c) {
  return c > ' ' && c < 0x7F && std::string_view("\"<>\\^`{|}?#").find(c) == std::string_view::npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A name whose last label is a number is an address, in whatever spelling (127.1, 0x7f.0.0.1): no top-level domain is.
bool looks_like_ipv4(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return !last.empty() && is_digit(last.front()) &&
         std::all_of(last.begin(), last.end(), [](char c) { return hex_value(c) >= 0 || c == 'x' || c == 'X'; });
}

struct Authority {
  std::string_view host;  // without the brackets of an IPv6 address
  std::string_view port;  // digits; empty when there are none
  bool bracketed = false;
};

// Empty when the brackets do not match.
std::optional<Authority> split(std::string_view authority) {
  Authority parts;
  std::string_view rest;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == authority.npos) return std::nullopt;
    parts = {authority.substr(1, close - 1), {}, true};
    rest = authority.substr(close + 1);
    if (!rest.empty() && !rest.starts_with(':')) return std::nullopt;
  } else {
    const auto colon = std::min(authority.find(':'), authority.size());
    parts.host = authority.substr(0, colon);
    rest = authority.substr(colon);
  }
  if (!rest.empty()) parts.port = rest.substr(1);
  return parts;
}

std::optional<std::uint16_t> port_of(std::string_view digits) {
  if (digits.empty()) return default_port;
  std::uint16_t port = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || stop != digits.data() + digits.size() || port == 0) return std::nullopt;
  return port;
}

// "v1/" at the end of a path that ends with a slash; empty when there is none.
std::string_view version_segment(std::string_view path) {
  const auto before = path.substr(0, path.size() - 1).rfind('/');
  if (before == path.npos) return {};
  const std::string_view last = path.substr(before + 1);
  const bool is_version =
      last.size() > 2 && last.front() == 'v' && std::all_of(last.begin() + 1, last.end() - 1, is_digit);
  return is_version ? last : std::string_view();
}

// The path as a base URL has it: with a slash at its end and without version.
Result<std::string> base_path(std::string_view text, std::string path, const UrlOptions& options) {
  if (path.find_first_of("?#") != path.npos) {
    return refused("C-028", text, "the URL must not hold a query or a fragment");
  }
  if (!std::all_of(path.begin(), path.end(), is_path_character)) {
    return refused("C-029", text, "the path of the URL holds a character that has to be escaped");
  }
  if (!path.ends_with('/')) path += '/';
  while (!version_segment(path).empty()) {
    if (!options.strip_version) {
      return refused("C-026", text, "the URL names an API version; a base URL ends before it");
    }
    path.resize(path.size() - version_segment(path).size());
  }
  return path;
}

// The host of an IP address.
Result<std::string> address(std::string_view text, const Authority& parts, const UrlOptions& options) {
  const bool has_colon = parts.host.find(':') != parts.host.npos;
  const bool has_scope = parts.host.find('%') != parts.host.npos;
  if (has_colon != parts.bracketed || has_scope || !parse_ip_address(parts.host)) {
    return refused("C-029", text, "the host of the URL is neither a name nor an IP address");
  }
  if (!options.ip_literals) {
    return refused("C-029", text, "the URL has an IP address for a host; certificates are for names, so use the name");
  }
  std::string host(parts.host);
  std::transform(host.begin(), host.end(), host.begin(), lower);
  return host;
}

std::string_view without_blanks_around(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

Result<BaseUrl> BaseUrl::parse(std::string_view text, const UrlOptions& options) {
  text = without_blanks_around(text);
  if (text.size() > Limits::url_bytes) return refused("C-304", text, "the URL is longer than anybody needs");
  if (!starts_with_scheme(text)) return refused("C-029", text, "the URL has to begin with https://");
  const std::string_view after = text.substr(scheme.size());
  const std::size_t slash = std::min(after.find_first_of("/?#\\"), after.size());
  const std::string_view authority = after.substr(0, slash);
  if (authority.find('@') != authority.npos) return refused("C-028", text, "the URL must not hold a user name");
  auto path = base_path(text, std::string(after.substr(slash)), options);
  if (!path) return Unexpected{std::move(path).error()};

  const auto parts = split(authority);
  const auto port = parts ? port_of(parts->port) : std::nullopt;
  if (!port) return refused("C-029", text, "the URL has a port that is no number from 1 to 65535");
  BaseUrl url;
  url.port_ = *port;
  url.is_ip_address_ = parts->bracketed || looks_like_ipv4(parts->host);
  auto host = url.is_ip_address_ ? address(text, *parts, options) : normalised_host(parts->host);
  if (!host) return Unexpected{std::move(host).error()};
  url.host_ = *std::move(host);
  url.text_ = std::string(scheme) + (parts->bracketed ? '[' + url.host_ + ']' : url.host_);
  if (url.port_ != default_port) url.text_ += ':' + std::to_string(url.port_);
  url.path_at_ = url.text_.size();
  url.text_ += *path;
  return url;
}

bool BaseUrl::is_local() const { return is_ip_address_ || host_ == "localhost" || host_.ends_with(".local"); }

}  // namespace s2::connect
