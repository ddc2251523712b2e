#pragma once
// IdDigest: what books remember of an id. Ids have no longest length (ID-002 is a warning), so a peer
// could fill memory with a few thousand of them; a digest is always 16 bytes.

#include <s2/base/id.hpp>

#include <cstdint>

namespace s2 {

/// 128 bits that stand for an id: the UUID itself, a short text itself, or a hash of any other text. Equal for ids that
/// are equal (ID-014).
struct IdDigest {
  std::uint64_t high = 0;  ///< first half of the UUID, text or hash
  std::uint64_t low = 0;   ///< second half

  /// Same id, up to a chance of 1 in 2^128 for texts that are no UUIDs; a peer that forges one confuses its own
  /// session.
  bool operator==(const IdDigest&) const = default;
};

/// The digest of an id.
IdDigest digest_of(const Id& id);

/// Hashing for unordered containers.
struct IdDigestHash {
  /// The hash of a digest. Every bit of it depends on every bit of the digest: ids that are counted up differ in a few
  /// bits only, wherever in the UUID these stand.
  std::size_t operator()(const IdDigest& digest) const noexcept {
    std::uint64_t hash = digest.low ^ (digest.high * 0x9E3779B97F4A7C15U);
    hash = (hash ^ (hash >> 33U)) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ (hash >> 33U)) * 0xC4CEB9FE1A85EC53U;
    return static_cast<std::size_t>(hash ^ (hash >> 33U));
  }
};

}  // namespace s2
