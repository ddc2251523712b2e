#pragma once
// Pairing codes: what a user copies from one node to the other, and the tokens in them.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>
#include <s2/connect/secret.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace s2::connect {

/// How long a pairing token is good.
enum class TokenKind : std::uint8_t {
  dynamic,  ///< expires; shown in a user interface (C-063)
  fixed,    ///< "static" in the standard: never expires; printed on a device without user interface (C-064)
};

/// A pairing code, taken apart.
struct PairingCode {
  std::optional<NodeIdAlias> alias;  ///< which node of the endpoint; absent when the code has none
  Secret token;                      ///< T

  /// Member by member.
  bool operator==(const PairingCode&) const = default;
};

/// Reads a code as a person types it: `T` or `alias-T`. Blanks anywhere are dropped, letter case is kept (C-074,
/// C-075). Fails with C-074 or C-065; the finding does not repeat the code (C-067).
Result<PairingCode> parse_pairing_code(std::string_view typed);

/// The code to show: the token, or alias and token (C-074).
Secret pairing_code(const std::optional<NodeIdAlias>& alias, const Secret& token);

/// A pairing token with its life: issued by a Responder, or typed in at an Initiator.
struct PairingToken {
  Secret token;                         ///< T, used as its ASCII characters (C-062)
  TokenKind kind = TokenKind::dynamic;  ///< whether it expires
  std::optional<Time> expires;          ///< from this moment on it is not good any more; absent for a static one

  /// Whether an attempt may begin with it. Asked when requestPairing is handled, and then no more (C-069).
  bool is_good(Time now) const { return !expires || now < *expires; }
};

/// How tokens are made and taken.
struct TokenOptions {
  TokenKind kind = TokenKind::dynamic;  ///< whether it expires
  std::size_t characters = 0;           ///< length; 0 for Limits::dynamic_token_own or Limits::static_token_own
  Duration life = Limits::token_life;   ///< of a dynamic one
  bool allow_short = false;             ///< take tokens that are legal and can be guessed offline (C-299)
};

/// A fresh token out of 32 letters and digits of which no two look alike (C-066, C-068). Each character carries 5 bits;
/// no length below that of the standard is made.
PairingToken issue_token(Crypto& crypto, Time now, const TokenOptions& options = {});

/// A token that somebody chose. Fails with C-062, C-063, C-064, C-065, or C-299 when it is shorter than ours would be.
Result<PairingToken> take_token(std::string_view token, Time now, const TokenOptions& options = {});

/// A token that a user typed in at an Initiator: dropped after a while whatever its kind (C-070).
PairingToken typed_token(const PairingCode& code, Time now);

/// A fresh alias of so many letters and digits (C-017, C-072).
NodeIdAlias make_alias(Crypto& crypto, std::size_t characters = 2);

}  // namespace s2::connect
