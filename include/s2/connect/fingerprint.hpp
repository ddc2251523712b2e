#pragma once
// Fingerprints of certificates. Two certificates matter and are never confused: they have two types.

#include <s2/connect/crypto.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace s2::connect {

/// SHA-256 of the DER of the leaf certificate that a server shows: F of the challenge response (C-083).
struct LeafFingerprint {
  Sha256 bytes{};  ///< 32 raw bytes
  /// The same certificate.
  bool operator==(const LeafFingerprint&) const = default;
};

/// SHA-256 of the DER of the self-signed root above it: what is pinned, and what `certificateFingerprint` carries
/// (C-167, C-279).
struct RootFingerprint {
  Sha256 bytes{};  ///< 32 raw bytes
  /// The same certificate.
  bool operator==(const RootFingerprint&) const = default;
};

/// As written in `certificateFingerprint`: 64 hexadecimal digits, lower case, nothing between them (C-168).
std::string fingerprint_text(const Sha256& fingerprint);

/// Reads hexadecimal digits in either case, with colons or blanks between them, or 44 characters of Base64, which
/// peers wrote before 1.0.0 (C-168, A-01). Empty for anything else.
std::optional<Sha256> parse_fingerprint(std::string_view text);

/// Whether a key of `certificateFingerprint` means SHA-256: "SHA256" in any case, "SHA-256" and the misprint "SHA265"
/// of the official file (C-168, A-02).
bool names_sha256(std::string_view key);

}  // namespace s2::connect
