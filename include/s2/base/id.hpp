#pragma once
// Id: the identifier of a message or object.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace s2 {

/// The 128 bits of a UUID, most significant byte first.
using Uuid = std::array<std::uint8_t, 16>;

/// Reads a UUID: 8-4-4-4-12 in either letter case, and the other spellings of ID-015 (braces, no dashes, urn:uuid:).
/// Empty when the text is no UUID.
std::optional<Uuid> parse_uuid(std::string_view text);

/// Whether the text is a UUID as every peer writes it: 8-4-4-4-12 in lower case, and not the nil UUID. Takes a few ns.
bool is_plain_uuid(std::string_view text);

/// An S2 identifier. Keeps its text as written. Ids that are both UUIDs are compared by value, whatever their spelling
/// (ID-014); all others as text, case-sensitively. Up to inline_capacity characters need no allocation; longer ids are
/// legal (ID-002 is a warning) and allocate. Source: S2 JSON, schemas/ID.
class Id {
 public:
  /// Longest id that is kept without allocating, in bytes.
  static constexpr std::size_t inline_capacity = 64;

  /// The empty id. It is never legal on the wire; it stands for "not set yet".
  Id() noexcept {}  // NOLINT(modernize-use-equals-default): leaves the buffer untouched, which a default would zero
  /// An id with this text. Any text is representable; what is legal is a matter of the rules (ID-001).
  explicit Id(std::string_view text) { assign(text); }
  Id(const Id& other) { copy(other); }
  Id(Id&& other) noexcept : size_(std::exchange(other.size_, 0)), long_(std::move(other.long_)) { copy_inline(other); }
  Id& operator=(const Id& other) {
    if (this != &other) copy(other);
    return *this;
  }
  Id& operator=(Id&& other) noexcept {
    if (this == &other) return *this;
    size_ = std::exchange(other.size_, 0);
    long_ = std::move(other.long_);
    copy_inline(other);
    return *this;
  }
  ~Id() = default;

  /// Replaces the text. Allocates only beyond inline_capacity.
  void assign(std::string_view text) {
    if (text.size() > inline_capacity || long_) return assign_slowly(text);
    std::memmove(inline_.data(), text.data(), text.size());
    size_ = text.size();
  }

  /// The text as written.
  std::string_view text() const { return {long_ ? long_.get() : inline_.data(), size_}; }
  /// The text as written, as a string.
  std::string str() const { return std::string(text()); }
  /// Whether no text was set.
  bool empty() const { return size_ == 0; }
  /// The UUID this id spells, if it is one.
  std::optional<Uuid> uuid() const { return size_ < shortest_uuid ? std::nullopt : parse_uuid(text()); }
  /// A hash that agrees with ==: equal for two spellings of one UUID.
  std::size_t hash() const;

  /// Equality by value for UUIDs, by text otherwise (ID-014).
  bool operator==(const Id& other) const;
  /// An order that agrees with ==; it has no meaning beyond sorting.
  std::strong_ordering operator<=>(const Id& other) const;

 private:
  static constexpr std::size_t shortest_uuid = 32;  // its digits alone

  void assign_slowly(std::string_view text);
  void copy(const Id& other) {
    if (long_ || other.long_) return assign_slowly(other.text());
    size_ = other.size_;
    copy_inline(other);
  }
  // All of the buffer, however much of it is in use: a number of bytes that is known is copied without a call.
  void copy_inline(const Id& other) {
    if (size_ > 0) std::memcpy(inline_.data(), other.inline_.data(), inline_capacity);
  }

  std::size_t size_ = 0;
  std::array<char, inline_capacity> inline_;
  std::unique_ptr<char[]> long_;
};

/// The nil UUID, 00000000-0000-0000-0000-000000000000: "no message to name" in an INVALID_DATA answer (GEN-016).
const Id& nil_id();

/// Whether the text holds what the published pattern demands: a run of two characters out of letters, digits, '-',
/// '_' and ':' anywhere in it, because the pattern is not anchored (ID-001).
bool is_legal_id(std::string_view text);

/// Where fresh ids come from; the core never makes randomness itself.
using IdSource = std::function<Id()>;

}  // namespace s2

/// Hashing for unordered containers, consistent with Id::operator==.
template <>
struct std::hash<s2::Id> {
  /// The hash of an id.
  std::size_t operator()(const s2::Id& id) const noexcept { return id.hash(); }
};
