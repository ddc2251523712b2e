// What a client asked for.

#include <s2/transport/websocket.hpp>

#include <algorithm>

namespace s2::transport {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

std::string_view WebsocketRequest::header(std::string_view name) const {
  for (const auto& field : headers) {
    if (same(field.name, name)) return field.value;
  }
  return {};
}

std::string_view WebsocketRequest::bearer_token() const {
  constexpr std::string_view scheme = "Bearer ";
  std::string_view value = header("Authorization");
  if (!same(value.substr(0, scheme.size()), scheme)) return {};
  value.remove_prefix(scheme.size());
  while (value.starts_with(' ')) value.remove_prefix(1);
  return value;
}

}  // namespace s2::transport
