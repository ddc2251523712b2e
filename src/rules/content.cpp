// Digests of what a value says: a walk along the tables.

#include "content.hpp"

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
    switch (type.shape) {
      case Shape::text:
        return add(std::string_view(*static_cast<const std::string*>(at)));
      case Shape::id:
        return add(static_cast<const Id*>(at)->text());
      case Shape::number:
        return number(*static_cast<const double*>(at));
      case Shape::duration:
        return add(static_cast<std::uint64_t>(static_cast<const Duration*>(at)->count()));
      case Shape::time:
        return time(*static_cast<const Time*>(at));
      case Shape::boolean:
        return add(*static_cast<const bool*>(at) ? 1U : 0U);
      case Shape::enumeration:
        return add(*static_cast<const std::uint8_t*>(at));
      case Shape::object:
        return object(type, at, {});
    }
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
  // -0 and 0 are the same JSON number.
  void number(double value) { add(value == 0 ? 0 : std::bit_cast<std::uint64_t>(value)); }
  void time(Time time) {
    add(static_cast<std::uint64_t>(time.seconds));
    add(time.nanoseconds);
  }

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
