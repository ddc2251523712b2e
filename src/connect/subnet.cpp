// Comparing prefixes.

#include <s2/connect/subnet.hpp>

#include "hex.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace s2::connect {
namespace {

using Bytes4 = std::array<std::uint8_t, 4>;

std::optional<Bytes4> parse_v4(std::string_view text) {
  Bytes4 bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t end = i + 1 < bytes.size() ? text.find('.') : text.size();
    if (end == text.npos || end == 0 || end > 3) return std::nullopt;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, bytes[i]);
    if (error != std::errc() || stop != text.data() + end) return std::nullopt;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return bytes;
}

// Appends groups of four digits, the last of which may be an IPv4 address; false when something else is there.
bool append_groups(std::vector<std::uint8_t>& bytes, std::string_view text, bool may_end_in_v4) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(':'), text.size());
    const std::string_view group = text.substr(0, end);
    if (end == text.size() && may_end_in_v4 && group.find('.') != group.npos) {
      const auto v4 = parse_v4(group);
      if (v4) bytes.insert(bytes.end(), v4->begin(), v4->end());
      return v4.has_value();
    }
    std::uint16_t value = 0;
    const auto [stop, error] = std::from_chars(group.data(), group.data() + group.size(), value, 16);
    if (group.size() > 4 || error != std::errc() || stop != group.data() + group.size()) return false;
    bytes.push_back(static_cast<std::uint8_t>(value >> 8));
    bytes.push_back(static_cast<std::uint8_t>(value & 0xFF));
    if (end + 1 == text.size()) return false;  // a colon at the end
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

std::optional<std::array<std::uint8_t, 16>> parse_v6(std::string_view text) {
  std::array<std::uint8_t, 16> address{};
  std::vector<std::uint8_t> head;
  std::vector<std::uint8_t> tail;
  const auto gap = text.find("::");
  const bool has_gap = gap != text.npos;
  if (!append_groups(head, text.substr(0, gap), !has_gap)) return std::nullopt;
  if (has_gap && !append_groups(tail, text.substr(gap + 2), true)) return std::nullopt;
  const std::size_t size = head.size() + tail.size();
  if (has_gap ? size > address.size() - 2 : size != address.size()) return std::nullopt;
  std::copy(head.begin(), head.end(), address.begin());
  std::copy(tail.rbegin(), tail.rend(), address.rbegin());
  return address;
}

bool is_mapped_v4(const std::array<std::uint8_t, 16>& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) && bytes[10] == 0xFF &&
         bytes[11] == 0xFF;
}

IpAddress v4_address(const std::uint8_t* bytes) {
  IpAddress address;
  std::copy(bytes, bytes + 4, address.bytes.begin());
  return address;
}

bool same_bytes(const IpAddress& one, const IpAddress& other) {
  return one.is_v6 == other.is_v6 && one.bytes == other.bytes;
}

bool has_prefix(const IpAddress& address, const InterfaceAddress& own) {
  if (address.is_v6 != own.address.is_v6 || own.prefix_bits < 0) return false;
  const std::size_t most = address.is_v6 ? 128 : 32;
  const auto bits = std::min(static_cast<std::size_t>(own.prefix_bits), most);
  for (std::size_t i = 0; i < (bits + 7) / 8; ++i) {
    const auto mask = static_cast<std::uint8_t>(bits - 8 * i >= 8 ? 0xFF : 0xFF << (8 - (bits - 8 * i)));
    if ((address.bytes[i] & mask) != (own.address.bytes[i] & mask)) return false;
  }
  return true;
}

}  // namespace

bool IpAddress::is_loopback() const {
  if (!is_v6) return bytes[0] == 127;
  return std::all_of(bytes.begin(), bytes.end() - 1, [](auto byte) { return byte == 0; }) && bytes.back() == 1;
}

bool IpAddress::is_link_local() const {
  return is_v6 ? bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80 : bytes[0] == 169 && bytes[1] == 254;
}

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  if (text.find(':') == text.npos) {
    const auto bytes = parse_v4(text);
    if (!bytes) return std::nullopt;
    return v4_address(bytes->data());
  }
  IpAddress address;
  address.is_v6 = true;
  if (const auto percent = text.find('%'); percent != text.npos) {
    const std::string_view scope = text.substr(percent + 1);
    // A name of an interface is no number; then the scope is not known.
    const auto [stop, error] = std::from_chars(scope.data(), scope.data() + scope.size(), address.scope);
    if (error != std::errc() || stop != scope.data() + scope.size()) address.scope = 0;
    text = text.substr(0, percent);
  }
  const auto bytes = parse_v6(text);
  if (!bytes) return std::nullopt;
  if (is_mapped_v4(*bytes)) return v4_address(bytes->data() + 12);
  address.bytes = *bytes;
  return address;
}

bool is_same_subnet(const std::optional<IpAddress>& peer, const std::optional<IpAddress>& local,
                    std::span<const InterfaceAddress> own) {
  if (!peer) return false;
  if (peer->is_loopback()) return true;
  // The interface the connection came in by; all of them when that cannot be told.
  const auto is_local = [&](const InterfaceAddress& one) {
    if (!local || !same_bytes(one.address, *local)) return false;
    return local->scope == 0 || one.index == 0 || !local->is_link_local() || local->scope == one.index;
  };
  const bool is_known = std::any_of(own.begin(), own.end(), is_local);
  if (local && local->is_v6 != peer->is_v6) return false;
  return std::any_of(own.begin(), own.end(), [&](const InterfaceAddress& one) {
    if (is_known && !is_local(one)) return false;
    const bool other_link = peer->is_link_local() && peer->scope != 0 && one.index != 0 && peer->scope != one.index;
    return !other_link && has_prefix(*peer, one);
  });
}

}  // namespace s2::connect
