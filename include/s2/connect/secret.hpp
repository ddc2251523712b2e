#pragma once
// Secret: a text that nobody prints by accident and that leaves no trace in memory.

#include <s2/connect/crypto.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace s2::connect {

/// An access token, communication token, pairing attempt id or pairing token. Opaque: kept and given back byte by byte
/// (C-013). It has no way into a stream; where a log has to name it, hint() does (C-302). Its memory is overwritten
/// when it ends (C-303).
class Secret {
 public:
  Secret() = default;
  /// A secret with this text. The text it was made from is the caller's to overwrite.
  explicit Secret(std::string_view text);
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept;
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  /// The text, for the wire and the store.
  std::string_view reveal() const { return {text_.data(), text_.size()}; }
  /// Whether there is no text.
  bool empty() const { return text_.empty(); }
  /// Length of the text in bytes.
  std::size_t size() const { return text_.size(); }
  /// Whether both have the same text, in a time that does not depend on it (C-014).
  bool operator==(const Secret& other) const;

  /// SHA-256 of the text: what a secret is looked up by, so that a search tells nothing about it.
  Sha256 digest(Crypto& crypto) const;
  /// The first four bytes of the digest for logs, e.g. "#1f0c2a9b"; the same secret gives the same hint.
  std::string hint(Crypto& crypto) const;

 private:
  void clear() noexcept;

  std::vector<char> text_;
};

/// A fresh secret: so many random bytes, written in Base64 (C-151, C-162, C-202).
Secret make_secret(Crypto& crypto, std::size_t random_bytes);

}  // namespace s2::connect
