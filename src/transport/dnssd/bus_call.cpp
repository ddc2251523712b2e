// Arguments in and out; sd-bus checks each.

#include "bus_call.hpp"

#include <array>

namespace s2::transport::dnssd {
namespace {

template <class T>
std::optional<T> read_plain(sd_bus_message* message, char type) {
  T value{};
  return sd_bus_message_read_basic(message, type, &value) > 0 ? std::optional(value) : std::nullopt;
}

}  // namespace

BusCall::BusCall(sd_bus* bus, const BusMethod& method) {
  sd_bus_message* made = nullptr;
  check(sd_bus_message_new_method_call(bus, &made, method.destination.c_str(), method.path.c_str(),
                                       method.interface.c_str(), method.member.c_str()));
  message_.reset(made);
}

BusCall& BusCall::add(char type, const void* value) {
  if (is_usable_) check(sd_bus_message_append_basic(message_.get(), type, value));
  return *this;
}

BusCall& BusCall::byte_strings(const std::vector<std::string>& values) {
  if (!is_usable_) return *this;
  check(sd_bus_message_open_container(message_.get(), SD_BUS_TYPE_ARRAY, "ay"));
  for (const std::string& value : values) {
    if (is_usable_) check(sd_bus_message_append_array(message_.get(), SD_BUS_TYPE_BYTE, value.data(), value.size()));
  }
  if (is_usable_) check(sd_bus_message_close_container(message_.get()));
  return *this;
}

std::optional<std::string> read_text(sd_bus_message* message, char type) {
  const auto text = read_plain<const char*>(message, type);
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<std::int32_t> read_number(sd_bus_message* message) { return read_plain<std::int32_t>(message, 'i'); }

std::optional<std::uint16_t> read_small(sd_bus_message* message) { return read_plain<std::uint16_t>(message, 'q'); }

std::optional<std::string_view> read_bytes(sd_bus_message* message) {
  const void* bytes = nullptr;
  std::size_t size = 0;
  if (sd_bus_message_read_array(message, SD_BUS_TYPE_BYTE, &bytes, &size) <= 0) return std::nullopt;
  return std::string_view(static_cast<const char*>(bytes), size);
}

}  // namespace s2::transport::dnssd
