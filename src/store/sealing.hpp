#pragma once
// Sealing: secrets encrypted for the file, each bound to the place it stands in.

#include <s2/base/result.hpp>

#include <string>
#include <string_view>

namespace s2::store {

/// Seals with AES-256-GCM under one key. Without a key it does nothing.
class Sealing {
 public:
  /// Bytes of a key.
  static constexpr std::size_t key_bytes = 32;

  /// With an empty key nothing is sealed.
  explicit Sealing(std::string key) : key_(std::move(key)) {}
  ~Sealing();
  Sealing(const Sealing&) = delete;
  Sealing& operator=(const Sealing&) = delete;

  /// Whether secrets are sealed.
  bool is_on() const { return !key_.empty(); }
  /// The secret for a place: a random nonce, the encrypted text, a tag.
  std::string seal(std::string_view secret, std::string_view place) const;
  /// The secret that was sealed for this place. Fails with "S2CPP-STORE" for another key, another place, or damage.
  Result<std::string> open(std::string_view sealed, std::string_view place) const;

 private:
  std::string key_;
};

}  // namespace s2::store
