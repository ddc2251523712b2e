#pragma once
// BusCall: a message of D-Bus that asks for something, and readers for what comes back.

#include "freed.hpp"

#include <systemd/sd-bus.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::transport::dnssd {

/// A message, held.
using BusMessage = std::unique_ptr<sd_bus_message, Freed<&sd_bus_message_unref>>;

/// Whom to ask for what.
struct BusMethod {
  std::string destination;  ///< a name on the bus
  std::string path;         ///< of the object
  std::string interface;    ///< of the method
  std::string member;       ///< its name
};

/// A call that is put together, argument by argument. What D-Bus does not take, e.g. a text that is not UTF-8, makes
/// it unusable.
class BusCall {
 public:
  /// On a connection that outlives it.
  BusCall(sd_bus* bus, const BusMethod& method);

  /// Adds an INT32.
  BusCall& number(std::int32_t value) { return add('i', &value); }
  /// Adds an UINT32.
  BusCall& natural(std::uint32_t value) { return add('u', &value); }
  /// Adds an UINT16.
  BusCall& small(std::uint16_t value) { return add('q', &value); }
  /// Adds a STRING.
  BusCall& text(const std::string& value) { return add('s', value.c_str()); }
  /// Adds an array of arrays of bytes.
  BusCall& byte_strings(const std::vector<std::string>& values);

  /// The message; nullptr when it is unusable.
  BusMessage take() && { return is_usable_ ? std::move(message_) : nullptr; }

 private:
  BusCall& add(char type, const void* value);
  void check(int result) { is_usable_ = is_usable_ && result >= 0; }

  BusMessage message_;
  bool is_usable_ = true;
};

/// Reads a STRING or an OBJECT_PATH (`type` is 's' or 'o'); empty when something else stands there.
std::optional<std::string> read_text(sd_bus_message* message, char type);
/// Reads an INT32.
std::optional<std::int32_t> read_number(sd_bus_message* message);
/// Reads an UINT16.
std::optional<std::uint16_t> read_small(sd_bus_message* message);
/// Reads an array of bytes, which stands in the message.
std::optional<std::string_view> read_bytes(sd_bus_message* message);

}  // namespace s2::transport::dnssd
