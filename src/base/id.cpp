// Ids: inline text, UUIDs by value.

#include <s2/base/id.hpp>

#include <algorithm>
#include <bit>
#include <cstring>

namespace s2 {
namespace {

// Eight characters at a time, one in each byte of a word, the first in the lowest byte.
using Word = std::uint64_t;

constexpr Word every_byte(unsigned char byte) { return 0x0101010101010101U * byte; }

Word word_of(const char* first_four, const char* last_four) {
  std::array<char, 8> bytes;
  std::memcpy(bytes.data(), first_four, 4);
  std::memcpy(bytes.data() + 4, last_four, 4);
  Word word = std::bit_cast<Word>(bytes);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

// Marks in its top bit every byte from `low` to `high`. No byte of the word may have its own top bit set.
constexpr Word between(Word word, unsigned char low, unsigned char high) {
  return (word + every_byte(0x80 - low)) & ~(word + every_byte(0x7F - high)) & every_byte(0x80);
}

bool all_marked(Word marks) { return marks == every_byte(0x80); }

bool is_lower_hex(Word word) {
  const Word low = word & every_byte(0x7F);
  return low == word && all_marked(between(low, '0', '9') | between(low, 'a', 'f'));
}

bool is_hex(Word word) {
  const Word low = word & every_byte(0x7F);
  return low == word && all_marked(between(low, '0', '9') | between(low, 'a', 'f') | between(low, 'A', 'F'));
}

// The four bytes that eight hexadecimal digits spell.
void store_digits(Word digits, std::uint8_t* bytes) {
  const Word values = (digits & every_byte(0x0F)) + 9 * (digits >> 6 & every_byte(1));
  const Word bytes_apart = (values << 4 | values >> 8) & 0x00FF00FF00FF00FFU;
  const Word pairs = (bytes_apart | bytes_apart >> 8) & 0x0000FFFF0000FFFFU;
  auto all = static_cast<std::uint32_t>(pairs | pairs >> 16);
  if constexpr (std::endian::native == std::endian::big) all = __builtin_bswap32(all);
  std::memcpy(bytes, &all, sizeof all);
}

// The 32 digits of a text in the 8-4-4-4-12 form, or of one without dashes.
using Digits = std::array<Word, 4>;

Digits dashed_digits(const char* text) {
  return {word_of(text, text + 4), word_of(text + 9, text + 14), word_of(text + 19, text + 24),
          word_of(text + 28, text + 32)};
}

Digits undashed_digits(const char* text) {
  return {word_of(text, text + 4), word_of(text + 8, text + 12), word_of(text + 16, text + 20),
          word_of(text + 24, text + 28)};
}

bool has_dashes(std::string_view text) {
  return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}

// Removes what may stand around a UUID (ID-015): "urn:uuid:" or braces.
std::string_view without_wrapping(std::string_view text) {
  constexpr std::string_view urn = "urn:uuid:";
  if (text.size() == 45) {
    const bool is_urn = std::equal(urn.begin(), urn.end(), text.begin(), [](char want, char got) {
      return want == (got >= 'A' && got <= 'Z' ? got + 32 : got);
    });
    return is_urn ? text.substr(urn.size()) : text;
  }
  if (text.size() >= 34 && text.front() == '{' && text.back() == '}') return text.substr(1, text.size() - 2);
  return text;
}

}  // namespace

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) text = without_wrapping(text);
  const bool dashed = has_dashes(text);
  if (!dashed && text.size() != 32) return std::nullopt;
  const Digits digits = dashed ? dashed_digits(text.data()) : undashed_digits(text.data());
  if (!(is_hex(digits[0]) && is_hex(digits[1]) && is_hex(digits[2]) && is_hex(digits[3]))) return std::nullopt;
  Uuid uuid;
  for (std::size_t i = 0; i < digits.size(); ++i) store_digits(digits[i], &uuid[4 * i]);
  return uuid;
}

bool is_plain_uuid(std::string_view text) {
  if (!has_dashes(text)) return false;
  const Digits digits = dashed_digits(text.data());
  Word difference = 0;
  for (const Word word : digits) {
    if (!is_lower_hex(word)) return false;
    difference |= word ^ every_byte('0');
  }
  return difference != 0;
}

void Id::assign_slowly(std::string_view text) {
  char* destination = inline_.data();
  std::unique_ptr<char[]> fresh;
  if (text.size() > inline_capacity) {
    fresh = std::make_unique<char[]>(text.size());
    destination = fresh.get();
  }
  std::memmove(destination, text.data(), text.size());
  long_ = std::move(fresh);
  size_ = text.size();
}

std::size_t Id::hash() const {
  const auto value = uuid();
  if (!value) return std::hash<std::string_view>{}(text());
  return std::hash<std::string_view>{}({reinterpret_cast<const char*>(value->data()), value->size()});
}

bool Id::operator==(const Id& other) const {
  if (text() == other.text()) return true;
  const auto mine = uuid();
  return mine && mine == other.uuid();
}

std::strong_ordering Id::operator<=>(const Id& other) const {
  const auto mine = uuid();
  const auto theirs = other.uuid();
  if (mine.has_value() != theirs.has_value()) return mine.has_value() <=> theirs.has_value();
  if (mine) return *mine <=> *theirs;
  return text().compare(other.text()) <=> 0;
}

const Id& nil_id() {
  static const Id nil{"00000000-0000-0000-0000-000000000000"};
  return nil;
}

bool is_legal_id(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (is_id_character(text[i - 1]) && is_id_character(text[i])) return true;
  }
  return false;
}

}  // namespace s2
