// Taking ws:// and wss:// URLs apart.

#include "url.hpp"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

namespace s2::transport {
namespace {

constexpr std::size_t host_bytes = 253;  // longest host name (RFC 1035, 2.3.4)
constexpr std::size_t shown_bytes = 80;  // as much of a URL as is repeated to people
constexpr std::string_view example = "ws://127.0.0.1:8080/";

std::uint16_t usual_port(const Url& url) { return url.is_secure ? 443 : 80; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// Reads the scheme into `url`; what is wrong with it, or nothing.
std::string read_scheme(std::string_view scheme, bool has_scheme, Url& url) {
  if (!has_scheme) return "a URL starts with ws:// or wss://, e.g. " + std::string(example);
  const std::string name = lower(scheme);
  if (name != "ws" && name != "wss") return "the scheme has to be ws:// or wss://, e.g. " + std::string(example);
  url.is_secure = name == "wss";
  url.port = usual_port(url);
  return {};
}

bool is_host_name(std::string_view host) {
  return host.size() <= host_bytes && std::all_of(host.begin(), host.end(), [](char c) {
           return is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_';
         });
}

bool is_ipv6(const std::string& host) {
  in6_addr address;
  return inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

// Splits the host off the authority, reads it into `url`, and leaves what follows it in `rest`.
std::string read_host(std::string_view authority, std::string_view& rest, Url& url) {
  if (authority.find('@') != authority.npos) return "user name and password have no place in a WebSocket URL";
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == authority.npos) return "the IPv6 address lacks its closing bracket";
    url.host = authority.substr(1, end - 1);
    rest = authority.substr(end + 1);
    return is_ipv6(url.host) ? "" : "what stands in brackets is no IPv6 address";
  }
  const std::size_t end = std::min(authority.find(':'), authority.size());
  url.host = authority.substr(0, end);
  rest = authority.substr(end);
  if (rest.find(':', 1) != rest.npos) return "an IPv6 address stands in brackets, e.g. ws://[::1]:8080/";
  if (url.host.empty()) return "the host is missing, e.g. " + std::string(example);
  return is_host_name(url.host) ? "" : "the host may have letters, digits, dots and hyphens, 253 at most";
}

std::string read_port(std::string_view text, Port kind, Url& url) {
  if (text.empty()) return {};
  if (text.front() != ':') return "after the IPv6 address only a port or a path may follow";
  text.remove_prefix(1);
  if (text.empty()) return {};  // "host:" is legal and means the default port (RFC 3986, 3.2.3)
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), url.port);
  const bool number = error == std::errc() && end == text.data() + text.size() && is_digit(text.front());
  return number && (url.port != 0 || kind == Port::may_be_zero) ? "" : "the port has to be a number from 1 to 65535";
}

std::string read_target(std::string_view text, Url& url) {
  if (text.find('#') != text.npos) return "a WebSocket URL has no fragment (#…)";
  url.target = text.starts_with('/') ? text : "/" + std::string(text);
  return {};
}

// Reads the URL; what is wrong with it, or nothing.
std::string read(std::string_view text, Port kind, Url& url) {
  if (text.size() > url_bytes) return "the URL is longer than " + std::to_string(url_bytes) + " bytes";
  if (std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c > '~'; })) {
    return "a URL has no blanks, control characters or accents; write them as %XX, and a host name as xn--…";
  }
  const std::size_t colon = text.find("://");
  if (auto fault = read_scheme(text.substr(0, colon), colon != text.npos, url); !fault.empty()) return fault;
  text.remove_prefix(colon + 3);
  const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
  std::string_view port;
  if (auto fault = read_host(text.substr(0, end), port, url); !fault.empty()) return fault;
  if (auto fault = read_port(port, kind, url); !fault.empty()) return fault;
  return read_target(text.substr(end), url);
}

}  // namespace

std::string Url::authority() const {
  std::string out = host.find(':') == host.npos ? host : "[" + host + "]";
  if (port != usual_port(*this)) out += ":" + std::to_string(port);
  return out;
}

Result<Url> parse_url(std::string_view text, Port port) {
  Url url;
  std::string fault = read(text, port, url);
  if (fault.empty()) return url;
  return Unexpected{Finding{.rule = "S2CPP-URL",
                            .severity = Severity::error,
                            .pointer = "",
                            .value = std::string(text.substr(0, shown_bytes)),
                            .text = std::move(fault)}};
}

}  // namespace s2::transport
