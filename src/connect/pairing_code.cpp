// Codes and tokens.

#include <s2/connect/pairing_code.hpp>

#include "letters.hpp"

#include <algorithm>
#include <string>

namespace s2::connect {
namespace {

// 0, O, 1 and I are left out: they look alike (C-068). A byte modulo 32 favours none of them.
constexpr std::string_view alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
static_assert(alphabet.size() == 32);

Unexpected<Finding> refused(std::string_view rule, std::string text) {
  return {Finding{
      .rule = std::string(rule), .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

std::size_t shortest(TokenKind kind) {
  return kind == TokenKind::dynamic ? Limits::dynamic_token_min : Limits::static_token_min;
}

std::size_t own_length(TokenKind kind) {
  return kind == TokenKind::dynamic ? Limits::dynamic_token_own : Limits::static_token_own;
}

std::string random_word(Crypto& crypto, std::size_t characters) {
  std::string word(characters, '\0');
  crypto.random({reinterpret_cast<std::uint8_t*>(word.data()), word.size()});
  for (char& c : word) c = alphabet[static_cast<unsigned char>(c) % alphabet.size()];
  return word;
}

void wipe_text(std::string& text) { wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()}); }

std::optional<Time> end_of_life(Time now, const TokenOptions& options) {
  if (options.kind == TokenKind::fixed) return std::nullopt;
  return now + options.life;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Result<PairingCode> split(std::string_view code) {
  if (code.size() > Limits::pairing_token_max + Limits::alias_max + 1) {
    return refused("C-065", "this is too long for a pairing code");
  }
  const auto dash = code.find('-');
  PairingCode parts;
  std::string_view token = code;
  if (dash != code.npos) {
    const std::string_view alias = code.substr(0, dash);
    token = code.substr(dash + 1);
    if (!is_alias(alias)) return refused("C-074", "letters and digits are missing before the dash of the pairing code");
    parts.alias = NodeIdAlias{std::string(alias)};
  }
  if (!is_letters_and_digits(token)) {
    return refused("C-074", "a pairing code has letters, digits and at most one dash; type it as it is shown");
  }
  if (token.size() < Limits::dynamic_token_min) {
    return refused("C-074",
                   "the pairing code is too short; it has at least 4 characters, behind the dash if there is one");
  }
  if (token.size() > Limits::pairing_token_max) return refused("C-065", "this is too long for a pairing code");
  parts.token = Secret(token);
  return parts;
}

}  // namespace

Result<PairingCode> parse_pairing_code(std::string_view typed) {
  std::string code;
  code.reserve(typed.size());
  std::copy_if(typed.begin(), typed.end(), std::back_inserter(code), [](char c) { return !is_blank(c); });
  auto parts = split(code);
  wipe_text(code);
  return parts;
}

Secret pairing_code(const std::optional<NodeIdAlias>& alias, const Secret& token) {
  if (!alias) return token;
  std::string code;
  code.reserve(alias->text.size() + 1 + token.size());
  code.append(alias->text).append("-").append(token.reveal());
  Secret secret(code);
  wipe_text(code);
  return secret;
}

PairingToken issue_token(Crypto& crypto, Time now, const TokenOptions& options) {
  const std::size_t wanted = options.characters > 0 ? options.characters : own_length(options.kind);
  std::string word = random_word(crypto, std::clamp(wanted, shortest(options.kind), Limits::pairing_token_max));
  PairingToken issued{Secret(word), options.kind, end_of_life(now, options)};
  wipe_text(word);
  return issued;
}

Result<PairingToken> take_token(std::string_view token, Time now, const TokenOptions& options) {
  if (!is_letters_and_digits(token)) return refused("C-062", "a pairing token is made of letters and digits");
  if (token.size() > Limits::pairing_token_max) return refused("C-065", "this is too long for a pairing token");
  const bool is_dynamic = options.kind == TokenKind::dynamic;
  if (token.size() < shortest(options.kind)) {
    return refused(is_dynamic ? "C-063" : "C-064", "the pairing token is too short; it needs at least " +
                                                       std::to_string(shortest(options.kind)) + " characters");
  }
  if (!options.allow_short && token.size() < own_length(options.kind)) {
    return refused("C-299", "whoever listens to one pairing attempt can find a token this short by trying; take " +
                                std::to_string(own_length(options.kind)) + " characters");
  }
  return PairingToken{Secret(token), options.kind, end_of_life(now, options)};
}

PairingToken typed_token(const PairingCode& code, Time now) {
  return {code.token, TokenKind::dynamic, now + Limits::token_life};
}

NodeIdAlias make_alias(Crypto& crypto, std::size_t characters) {
  return {random_word(crypto, std::clamp<std::size_t>(characters, 1, Limits::alias_max))};
}

}  // namespace s2::connect
