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

}  // namespace

IdDigest digest_of(const Id& id) {
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
