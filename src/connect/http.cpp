// The little of HTTP that engines decide themselves.

#include <s2/connect/http.hpp>
#include <s2/connect/limits.hpp>

#include "hex.hpp"

#include <algorithm>

namespace s2::connect {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Cuts off what stands before the separator, or all of it.
std::string_view next_part(std::string_view& rest, char separator) {
  const auto end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// A parameter's text: + is a blank, %xx a byte.
std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
    i += 2;
  }
  return out;
}

// RFC 6750, 2.1: the characters of a bearer token. Anything visible is taken, since tokens of peers are opaque (C-013).
bool is_token_character(char c) { return c > ' ' && c < 0x7F; }

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

std::optional<std::vector<QueryParameter>> query_of(std::string_view target) {
  std::vector<QueryParameter> parameters;
  std::string_view rest = target.substr(path_of(target).size());
  if (!rest.empty()) rest.remove_prefix(1);
  while (!rest.empty()) {
    std::string_view part = next_part(rest, '&');
    if (part.empty()) continue;
    auto name = unescaped(next_part(part, '='));
    auto value = unescaped(part);
    if (!name || !value || parameters.size() == Limits::query_parameters) return std::nullopt;
    parameters.push_back({*std::move(name), *std::move(value)});
  }
  return parameters;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain =
        (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%' + to_hex(bytes_of({&c, 1}));
    }
  }
  return out;
}

bool is_json(std::string_view content_type) {
  std::string_view rest = content_type;
  const std::string_view type = trimmed(next_part(rest, ';'));
  if (!type.empty() && !same_word(type, "application/json")) return false;
  while (!rest.empty()) {
    std::string_view value = next_part(rest, ';');
    if (!same_word(trimmed(next_part(value, '=')), "charset")) continue;
    value = trimmed(value);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (!same_word(value, "utf-8") && !same_word(value, "utf8")) return false;
  }
  return true;
}

std::optional<Secret> bearer_of(std::string_view authorization) {
  std::string_view rest = trimmed(authorization);
  const std::string_view scheme = next_part(rest, ' ');
  const std::string_view value = trimmed(rest);
  const bool is_one_word = !value.empty() && std::all_of(value.begin(), value.end(), is_token_character);
  if (!same_word(scheme, "Bearer") || !is_one_word || value.size() > Limits::secret_bytes) return std::nullopt;
  return Secret(value);
}

Response unauthorized() { return {.status = 401, .www_authenticate = true}; }

Response unavailable(Duration retry_after) { return {.status = 503, .retry_after = retry_after}; }

}  // namespace s2::connect
