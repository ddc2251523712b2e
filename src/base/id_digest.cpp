// What is remembered of an id.

#include <s2/base/id_digest.hpp>

#include <cstring>
#include <functional>

namespace s2 {
namespace {

// FNV-1a, unrelated to what std::hash does, so that the two halves are independent.
std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

// A short text itself. The bits that tell it from UUIDs stand where those of RFC 9562 have their variant, whatever the
// order of bytes: no UUID has that one.
constexpr std::size_t longest_short = 14;

IdDigest digest_of_short(std::string_view text) {
  constexpr std::size_t half = 8;
  const std::uint64_t mark = 0xF0U | text.size();
  IdDigest digest;
  for (const char c : text.substr(0, half)) digest.high = digest.high << 8U | static_cast<unsigned char>(c);
  for (std::size_t i = half; i < text.size(); ++i) digest.low = digest.low << 8U | static_cast<unsigned char>(text[i]);
  digest.low = mark << 56U | digest.low << 8U | mark;
  return digest;
}

}  // namespace

IdDigest digest_of(const Id& id) {
  if (id.text().size() <= longest_short) return digest_of_short(id.text());
  IdDigest digest;
  if (const auto uuid = id.uuid()) {
    std::memcpy(&digest.high, uuid->data(), sizeof digest.high);
    std::memcpy(&digest.low, uuid->data() + sizeof digest.high, sizeof digest.low);
  } else {
    digest.high = fnv1a(id.text());
    digest.low = std::hash<std::string_view>{}(id.text());
  }
  return digest;
}

}  // namespace s2
