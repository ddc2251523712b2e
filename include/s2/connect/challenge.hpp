#pragma once
// Challenge and response: each side proves that it knows the pairing token without sending it.
//
// R = HMAC-SHA256(key = C, message = T followed by F or D): C the decoded challenge, T the token's ASCII characters, F
// the fingerprint of the leaf certificate of a pairing server in the LAN, D the domain name of one in the WAN.

#include <s2/connect/base_url.hpp>
#include <s2/connect/bytes.hpp>
#include <s2/connect/fingerprint.hpp>
#include <s2/connect/secret.hpp>

#include <array>
#include <optional>
#include <string>
#include <variant>

namespace s2::connect {

/// C: random bytes, Limits::challenge_bytes_min to Limits::challenge_bytes_max of them (C-077, C-092).
struct Challenge {
  Bytes bytes;  ///< decoded
  /// The same bytes. Two challenges that differ can still be the same key, see effective_key().
  bool operator==(const Challenge&) const = default;
};

/// R: the answer to a challenge, as it came; one of ours has 32 bytes.
struct ChallengeResponse {
  Bytes bytes;  ///< decoded
  /// The same response, in constant time (C-014).
  bool operator==(const ChallengeResponse& other) const { return same_secret(bytes, other.bytes); }
};

/// D: the normalised name of a pairing server in the WAN (C-084, C-085). A server takes it from its own list of names,
/// never from a request (C-086).
struct Domain {
  std::string name;  ///< as BaseUrl::host() gives it
  /// The same name.
  bool operator==(const Domain&) const = default;
};

/// What ties a response to the pairing server that both sides mean.
using Binding = std::variant<LeafFingerprint, Domain>;

/// The binding a pairing client uses: by the host of the pairing URL and by nothing else (C-088, C-089).
Binding binding_for(const BaseUrl& pairing_url, const LeafFingerprint& leaf);

/// A fresh challenge (C-077).
Challenge make_challenge(Crypto& crypto);

/// R for a challenge (C-078 to C-082).
ChallengeResponse respond(Crypto& crypto, const Challenge& challenge, const Secret& token, const Binding& binding);

/// Whether a response is the right one, in constant time (C-091, C-014).
bool is_answer(Crypto& crypto, const ChallengeResponse& given, const Challenge& challenge, const Secret& token,
               const Binding& binding);

/// Whether a wrong response is what a draft of before 1.0.0 would have answered with the right token: the token decoded
/// from Base64, or nothing bound to it, or both. Such a response is as wrong as any other; this is for the sentence
/// that our own user gets. Always the same amount of work, in constant time; tells nothing to who lacks the
/// token.
bool is_draft_answer(Crypto& crypto, const ChallengeResponse& given, const Challenge& challenge, const Secret& token,
                     const Binding& binding);

/// The key that HMAC really uses: a challenge longer than a block is hashed, a shorter one filled up with zeros.
/// Challenges with the same one get the same response (C-298).
std::array<std::uint8_t, 64> effective_key(Crypto& crypto, const Challenge& challenge);

}  // namespace s2::connect
