#pragma once
// Plan: the table of a type, prepared for reading and writing JSON. Everything in it follows from the table; it is
// worked out once, so that nobody works it out again for every message.

#include <s2/model/message.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace s2::codec {

struct Plan;

/// The first eight bytes of a text as a number.
inline std::uint64_t eight_bytes(const char* text) {
  std::uint64_t value;
  std::memcpy(&value, text, sizeof value);
  return value;
}

/// One row of a table.
struct PlanRow {
  std::string_view next_key;  ///< what stands before the value in canonical JSON: ,"present_fill_level":
                              ///< May be read up to the next multiple of 16 bytes.
  std::string_view key;       ///< the same without the comma
  std::uint64_t head;         ///< the first bytes of the key, eight at most …
  std::uint64_t mask;         ///< … and which bits of a number they fill
  const Field* field;         ///< the row itself
  const Type* type;           ///< type of the value; of one item for a list
  const Plan* inner;          ///< plan of the value or the items when they are objects
  std::uint64_t bit;          ///< which bit of a set of rows it is
  std::ptrdiff_t offset;      ///< where the member lies in its struct; -1 when it may be absent
  Shape shape;                ///< shape of the value or the items
  bool is_list;               ///< whether it is a list
  std::uint8_t absent_in;     ///< in which profiles it does not exist, one bit each
  std::uint8_t required_in;   ///< in which profiles it has to be there, one bit each

  /// Whether the key stands at a place in a text, exactly as canonical JSON has it. Looks up to a key's length ahead.
  bool is_at(const char* text) const {
    if ((eight_bytes(text) & mask) != head) return false;
    if (key.size() <= 8) return true;
    for (std::size_t i = 8; i + 8 < key.size(); i += 8) {
      if (eight_bytes(text + i) != eight_bytes(key.data() + i)) return false;
    }
    return eight_bytes(text + key.size() - 8) == eight_bytes(key.data() + key.size() - 8);
  }
  /// The value in a struct; nullptr when it is absent.
  const void* read(const void* object) const {
    return offset >= 0 ? static_cast<const char*>(object) + offset : field->read(object);
  }
  /// The value in a struct, made present.
  void* write(void* object) const { return offset >= 0 ? static_cast<char*>(object) + offset : field->write(object); }
};

/// The bit of a profile in the sets of a PlanRow.
constexpr std::uint8_t bit_of(Profile profile) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(profile));
}

/// A type: its rows, in the order of its table.
struct Plan {
  const Type* type;               ///< the type itself
  std::span<const PlanRow> rows;  ///< its rows, at most 63
  std::uint64_t all;              ///< one bit for every row
  std::string_view opening =
      {};  ///< of a message: how it begins in canonical JSON, {"message_type":"FRBC.StorageStatus"
};

/// The plan of a message type.
const Plan& plan_of(Kind kind);

}  // namespace s2::codec
