// UUIDs of nodes.

#include <s2/connect/node_id.hpp>

#include "hex.hpp"

namespace s2::connect {

std::string NodeId::text() const {
  std::string text = to_hex(uuid);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
  return text;
}

std::optional<NodeId> parse_node_id(std::string_view text) {
  constexpr std::size_t length = 36;  // parse_uuid() knows shorter and longer spellings, which are none here
  const auto uuid = text.size() == length ? parse_uuid(text) : std::nullopt;
  if (!uuid || text[8] != '-') return std::nullopt;
  return NodeId{*uuid};
}

NodeId make_node_id(Crypto& crypto) {
  NodeId id;
  crypto.random(id.uuid);
  id.uuid[6] = static_cast<std::uint8_t>((id.uuid[6] & 0x0F) | 0x40);  // version 4
  id.uuid[8] = static_cast<std::uint8_t>((id.uuid[8] & 0x3F) | 0x80);  // variant of RFC 9562
  return id;
}

}  // namespace s2::connect
