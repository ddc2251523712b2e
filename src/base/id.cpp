// Ids: inline text, UUIDs by value.

#include <s2/base/id.hpp>

#include <algorithm>
#include <cstring>

namespace s2 {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
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
  text = without_wrapping(text);
  const bool dashed = text.size() == 36;
  if (!dashed && text.size() != 32) return std::nullopt;
  Uuid uuid{};
  std::size_t at = 0;
  for (std::size_t byte = 0; byte < uuid.size(); ++byte) {
    if (dashed && (byte == 4 || byte == 6 || byte == 8 || byte == 10) && text[at++] != '-') return std::nullopt;
    const int high = hex_digit(text[at]);
    const int low = hex_digit(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    uuid[byte] = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return uuid;
}

Id& Id::operator=(const Id& other) {
  if (this != &other) assign(other.text());
  return *this;
}

Id& Id::operator=(Id&& other) noexcept {
  if (this == &other) return *this;
  size_ = other.size_;
  long_ = std::move(other.long_);
  if (!long_) std::memcpy(inline_.data(), other.inline_.data(), size_);
  other.size_ = 0;
  return *this;
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
