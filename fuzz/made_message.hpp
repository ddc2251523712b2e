#pragma once
// MadeMessage: a message in memory made of a fuzzer's bytes, whether or not it could be sent.

#include <model/typed_value.hpp>
#include <s2/model/message.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace s2::fuzz {

/// Walks the table of a message type and lets the bytes decide every value: what is absent, how long lists are, and
/// numbers, times and texts that JSON or the standard does not have.
class MadeMessage {
 public:
  /// From bytes that outlive it; when they run out every choice is 0.
  explicit MadeMessage(std::string_view bytes) : bytes_(bytes) {}

  /// The message.
  Message make() {
    const auto& type = message_types()[next() % kind_count];
    Message message;
    fill(type.type(), type.emplace(message));
    return message;
  }

 private:
  std::uint8_t next() {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }

  std::string_view take(std::size_t length) {
    const auto taken = bytes_.substr(0, length);
    bytes_.remove_prefix(taken.size());
    return taken;
  }

  // Any bits as a value of this type.
  template <class T>
  T bits() {
    T value{};
    const auto taken = take(sizeof(T));
    std::memcpy(&value, taken.data(), taken.size());
    return value;
  }

  // Present unless a byte in 16 says otherwise, so that most messages can be written.
  bool is_absent(const Field& field) { return field.clear != nullptr && next() % 16 == 0; }

  void fill(const Type& type, void* object) {
    for (const Field& field : type.fields) {
      if (is_absent(field)) {
        field.clear(object);
        continue;
      }
      void* const slot = field.write(object);
      if (field.list == nullptr) {
        value(field.type(), slot);
        continue;
      }
      const std::size_t size = next() % 4;
      field.list->resize(slot, size);
      for (std::size_t i = 0; i < size; ++i) value(field.type(), field.list->slot(slot, i));
    }
  }

  void value(const Type& type, void* slot) {
    type_ = &type;
    visit_value(
        type, slot, [this](auto& value) { set(value); }, [&] { fill(type, slot); });
  }

  void set(std::string& value) { value = take(next() % 64); }
  void set(Id& value) { value.assign(next() % 16 == 0 ? take(next()) : "id"); }
  void set(double& value) { value = number(); }
  void set(Duration& value) { value = Duration(bits<std::int64_t>() >> next() % 64); }
  void set(Time& value) { value = time(); }
  void set(bool& value) { value = next() % 2 == 1; }
  void set(std::uint8_t& row) {
    row = next() % 16 == 15 ? next() : next() % static_cast<std::uint8_t>(type_->values.size());
  }

  // Short decimals, which the writer has a short cut for, or any bits.
  double number() {
    double powers[] = {1, 10, 100, 1000, 1e5, 1e9, 1e10, 1e11};
    const auto choice = next();
    if (choice < 64) return bits<double>();
    return static_cast<double>(bits<std::int64_t>() >> choice % 64) / powers[next() % std::size(powers)];
  }

  Time time() {
    const auto seconds = bits<std::int64_t>() >> next() % 64;
    return {seconds, bits<std::uint32_t>() % 1'000'000'000U};
  }

  std::string_view bytes_;
  const Type* type_ = nullptr;  // of the value that is being made
};

}  // namespace s2::fuzz
