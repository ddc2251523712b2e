// The formula, and what makes two challenges one.

#include <s2/connect/base64.hpp>
#include <s2/connect/challenge.hpp>
#include <s2/connect/limits.hpp>

#include <algorithm>

namespace s2::connect {
namespace {

BytesView bytes_of_binding(const Binding& binding) {
  if (const auto* leaf = std::get_if<LeafFingerprint>(&binding)) return leaf->bytes;
  return bytes_of(std::get_if<Domain>(&binding)->name);
}

ChallengeResponse answer_of(Crypto& crypto, const Challenge& challenge, BytesView token, BytesView bound) {
  Bytes message;
  message.reserve(token.size() + bound.size());  // so that no part of it stays behind elsewhere
  message.insert(message.end(), token.begin(), token.end());
  message.insert(message.end(), bound.begin(), bound.end());
  const Sha256 response = crypto.hmac_sha256(challenge.bytes, message);
  wipe(message);
  return {Bytes(response.begin(), response.end())};
}

}  // namespace

Binding binding_for(const BaseUrl& pairing_url, const LeafFingerprint& leaf) {
  if (pairing_url.is_local()) return leaf;
  return Domain{pairing_url.host()};
}

Challenge make_challenge(Crypto& crypto) {
  Challenge challenge{Bytes(Limits::challenge_bytes_min)};
  crypto.random(challenge.bytes);
  return challenge;
}

ChallengeResponse respond(Crypto& crypto, const Challenge& challenge, const Secret& token, const Binding& binding) {
  return answer_of(crypto, challenge, bytes_of(token.reveal()), bytes_of_binding(binding));
}

bool is_answer(Crypto& crypto, const ChallengeResponse& given, const Challenge& challenge, const Secret& token,
               const Binding& binding) {
  return given == respond(crypto, challenge, token, binding);
}

// The drafts decoded the token, and bound a response only where both nodes were in the LAN.
bool is_draft_answer(Crypto& crypto, const ChallengeResponse& given, const Challenge& challenge, const Secret& token,
                     const Binding& binding) {
  const BytesView text = bytes_of(token.reveal());
  auto decoded = from_base64(token.reveal());
  const bool is_base64 = decoded.has_value();
  if (!is_base64) decoded.emplace(text.begin(), text.end());  // for nothing but the same amount of work
  const auto is = [&](BytesView proven, BytesView bound) {
    return given == answer_of(crypto, challenge, proven, bound);
  };
  const bool is_decoded = is(*decoded, bytes_of_binding(binding));
  const bool is_decoded_alone = is(*decoded, {});
  const bool is_text_alone = is(text, {});
  wipe(*decoded);
  return is_text_alone || (is_base64 && (is_decoded || is_decoded_alone));
}

std::array<std::uint8_t, 64> effective_key(Crypto& crypto, const Challenge& challenge) {
  std::array<std::uint8_t, 64> key{};
  if (challenge.bytes.size() <= key.size()) {
    std::copy(challenge.bytes.begin(), challenge.bytes.end(), key.begin());
  } else {
    const Sha256 hashed = crypto.sha256(challenge.bytes);
    std::copy(hashed.begin(), hashed.end(), key.begin());
  }
  return key;
}

}  // namespace s2::connect
