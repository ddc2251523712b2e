// Digests of what a value says: a walk along the tables.

#include "content.hpp"

#include <model/typed_value.hpp>

#include <bit>
#include <functional>

namespace s2::rules {
namespace {

class Digest {
 public:
  void add(std::uint64_t value) {
    hash_ = (hash_ ^ value) * 0x9E3779B97F4A7C15U;
    hash_ ^= hash_ >> 32U;
  }
  void add(std::string_view text) {
    add(text.size());
    add(static_cast<std::uint64_t>(std::hash<std::string_view>{}(text)));
  }

  void value(const Type& type, const void* at) {
    visit_value(
        type, at, [this](const auto& value) { scalar(value); }, [&] { object(type, at, {}); });
  }

  void object(const Type& type, const void* at, std::string_view without) {
    std::uint64_t place = 0;
    for (const Field& field : type.fields) {
      ++place;
      const void* member = field.read(at);
      if (!member || (!without.empty() && field.name == without)) continue;
      add(place);
      if (field.list) {
        list(field, member);
      } else {
        value(field.type(), member);
      }
    }
  }

  std::uint64_t result() const { return hash_; }

 private:
  void list(const Field& field, const void* member) {
    const std::size_t size = field.list->size(member);
    const Type& type = field.type();
    add(size);
    for (std::size_t i = 0; i < size; ++i) value(type, field.list->at(member, i));
  }
  void scalar(const std::string& value) { add(std::string_view(value)); }
  void scalar(const Id& value) { add(value.text()); }
  // -0 and 0 are the same JSON number.
  void scalar(double value) { add(value == 0 ? 0 : std::bit_cast<std::uint64_t>(value)); }
  void scalar(Duration value) { add(static_cast<std::uint64_t>(value.count())); }
  void scalar(Time value) {
    add(static_cast<std::uint64_t>(value.seconds));
    add(value.nanoseconds);
  }
  void scalar(bool value) { add(value ? 1U : 0U); }
  void scalar(std::uint8_t row) { add(std::uint64_t{row}); }

  std::uint64_t hash_ = 0xCBF29CE484222325U;
};

}  // namespace

std::uint64_t content_of(const Type& type, const void* object, std::string_view without) {
  Digest digest;
  digest.object(type, object, without);
  return digest.result();
}

std::uint64_t content_of(const Message& message) {
  const Kind kind = kind_of(message);
  Digest digest;
  digest.add(static_cast<std::uint64_t>(kind));
  digest.object(message_type_of(kind).type(), object_of(message), {});
  return digest.result();
}

}  // namespace s2::rules
