#include "text_value.hpp"

#include <s2/connect/base64.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>

#include "letters.hpp"

#include <algorithm>

namespace s2::connect {
namespace {

Fault read_node_id(std::string_view text, void* value) {
  const auto id = parse_node_id(text);
  if (!id) return {"C-018", "this is no UUID"};
  *static_cast<NodeId*>(value) = *id;
  return {};
}

std::string write_node_id(const void* value) { return static_cast<const NodeId*>(value)->text(); }

Fault read_alias(std::string_view text, void* value) {
  if (!is_alias(text)) return {"C-071", "an alias is made of letters and digits, 64 at most"};
  static_cast<NodeIdAlias*>(value)->text = text;
  return {};
}

std::string write_alias(const void* value) { return static_cast<const NodeIdAlias*>(value)->text; }

Fault read_secret(std::string_view text, void* value) {
  if (text.empty()) return {"C-013", "an empty token is none"};
  if (text.size() > Limits::secret_bytes) return {"C-304", "the token is longer than anybody needs"};
  *static_cast<Secret*>(value) = Secret(text);
  return {};
}

std::string write_secret(const void* value) { return std::string(static_cast<const Secret*>(value)->reveal()); }

Fault read_attempt_id(std::string_view text, void* value) {
  if (text.size() < Limits::attempt_id_characters_min)
    return {"C-151", "a pairingAttemptId has at least 32 characters"};
  return read_secret(text, static_cast<Secret*>(static_cast<PairingAttemptId*>(value)));
}

std::string write_attempt_id(const void* value) {
  return write_secret(static_cast<const Secret*>(static_cast<const PairingAttemptId*>(value)));
}

constexpr Fault no_base64{"C-016", "this is no Base64 in the standard alphabet"};

Fault read_challenge(std::string_view text, void* value) {
  auto bytes = from_base64(text);
  if (!bytes) return no_base64;
  if (bytes->size() < Limits::challenge_bytes_min) return {"C-092", "a challenge has at least 32 bytes"};
  if (bytes->size() > Limits::challenge_bytes_max) return {"C-092", "the challenge is longer than anybody needs"};
  static_cast<Challenge*>(value)->bytes = *std::move(bytes);
  return {};
}

std::string write_challenge(const void* value) { return to_base64(static_cast<const Challenge*>(value)->bytes); }

Fault read_response(std::string_view text, void* value) {
  if (text.size() > Limits::secret_bytes) return {"C-304", "the response is longer than anybody needs"};
  auto bytes = from_base64(text);
  if (!bytes) return no_base64;
  static_cast<ChallengeResponse*>(value)->bytes = *std::move(bytes);
  return {};
}

std::string write_response(const void* value) { return to_base64(static_cast<const ChallengeResponse*>(value)->bytes); }

Fault read_country(std::string_view text, void* value) {
  if (!is_country_code(text)) return {"C-060", "a region is two capital letters (ISO 3166-1 alpha-2)"};
  static_cast<CountryCode*>(value)->text = text;
  return {};
}

std::string write_country(const void* value) { return static_cast<const CountryCode*>(value)->text; }

constexpr TextValue values[] = {
    {&type_of<NodeId>, false, read_node_id, write_node_id},
    {&type_of<NodeIdAlias>, false, read_alias, write_alias},
    {&type_of<Secret>, true, read_secret, write_secret},
    {&type_of<PairingAttemptId>, true, read_attempt_id, write_attempt_id},
    {&type_of<Challenge>, true, read_challenge, write_challenge},
    {&type_of<ChallengeResponse>, true, read_response, write_response},
    {&type_of<CountryCode>, false, read_country, write_country},
};

}  // namespace

const TextValue* find_text_value(const Type& type) {
  const auto* found =
      std::find_if(std::begin(values), std::end(values), [&](const TextValue& row) { return &row.type() == &type; });
  return found == std::end(values) ? nullptr : found;
}

}  // namespace s2::connect
