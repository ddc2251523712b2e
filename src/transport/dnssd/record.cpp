// Reading names, services, strings and addresses.

#include "record.hpp"

#include <s2/connect/limits.hpp>

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>

namespace s2::transport::dnssd {
namespace {

std::size_t byte_at(std::string_view data, std::size_t at) { return static_cast<unsigned char>(data[at]); }

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string escaped_label(const std::string& label) {
  std::string text;
  for (const char c : label) {
    if (is_plain(c)) {
      text += c;
      continue;
    }
    const std::string digits = std::to_string(static_cast<unsigned char>(c));
    text += '\\' + std::string(3 - digits.size(), '0') + digits;
  }
  return text;
}

template <class Address>
Address address_from(std::string_view data) {
  typename Address::bytes_type bytes;
  std::copy(data.begin(), data.end(), bytes.begin());
  return Address(bytes);
}

template <class Address>
bool is_no_neighbour(const Address& address, bool heard_on_loopback) {
  return address.is_unspecified() || address.is_multicast() || (address.is_loopback() && !heard_on_loopback);
}

}  // namespace

std::optional<Name> read_name(std::string_view data) {
  if (data.size() > name_bytes) return std::nullopt;
  Name name;
  for (std::size_t at = 0; at < data.size();) {
    const std::size_t length = byte_at(data, at);
    if (length == 0) return at + 1 == data.size() && !name.empty() ? std::optional(name) : std::nullopt;
    if (length > label_bytes || length > data.size() - at - 1) return std::nullopt;
    name.emplace_back(data.substr(at + 1, length));
    at += 1 + length;
  }
  return std::nullopt;
}

std::string escaped(const Name& name) {
  std::string text;
  for (const std::string& label : name) text += (text.empty() ? "" : ".") + escaped_label(label);
  return text;
}

std::optional<Service> read_service(std::string_view data) {
  constexpr std::size_t before_name = 6;  // priority, weight, port
  if (data.size() <= before_name) return std::nullopt;
  auto host = read_name(data.substr(before_name));
  if (!host) return std::nullopt;
  return Service{.host = *std::move(host),
                 .port = static_cast<std::uint16_t>(byte_at(data, 4) * 256 + byte_at(data, 5))};
}

std::vector<std::string> read_strings(std::string_view data) {
  std::vector<std::string> strings;
  for (std::size_t at = 0; at < data.size() && strings.size() < connect::Limits::txt_strings;) {
    const std::size_t length = byte_at(data, at);
    if (length > data.size() - at - 1) break;
    strings.emplace_back(data.substr(at + 1, length));
    at += 1 + length;
  }
  return strings;
}

std::optional<std::string> read_address(RecordType type, std::string_view data, const std::string& interface,
                                        bool heard_on_loopback) {
  namespace ip = boost::asio::ip;
  if (type == RecordType::a) {
    if (data.size() != 4) return std::nullopt;
    const auto address = address_from<ip::address_v4>(data);
    return is_no_neighbour(address, heard_on_loopback) ? std::nullopt : std::optional(address.to_string());
  }
  if (data.size() != 16) return std::nullopt;
  const auto address = address_from<ip::address_v6>(data);
  if (is_no_neighbour(address, heard_on_loopback) || address.is_v4_mapped()) return std::nullopt;
  return address.is_link_local() ? address.to_string() + "%" + interface : address.to_string();
}

}  // namespace s2::transport::dnssd
