#pragma once
// IdDigest: what books remember of an id. Ids have no longest length (ID-002 is a warning), so a peer
// could fill memory with a few thousand of them; a digest is always 16 bytes.

#include <s2/base/id.hpp>

#include <cstdint>

namespace s2 {

/// 128 bits that stand for an id: the UUID itself, or a hash of any other text. Equal for ids that are equal (ID-014).
struct IdDigest {
  std::uint64_t high = 0;  ///< first half of the UUID, or of the hash
  std::uint64_t low = 0;   ///< second half

  /// Same id, up to a chance of 1 in 2^128 for texts that are no UUIDs; a peer that forges one confuses its own
  /// session.
  bool operator==(const IdDigest&) const = default;
};

/// The digest of an id.
IdDigest digest_of(const Id& id);

/// Hashing for unordered containers.
struct IdDigestHash {
  /// The hash of a digest.
  std::size_t operator()(const IdDigest& digest) const noexcept {
    return static_cast<std::size_t>(digest.high ^ (digest.low * 0x9E3779B97F4A7C15U));
  }
};

}  // namespace s2
