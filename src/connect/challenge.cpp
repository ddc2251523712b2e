// The formula, and what makes two challenges one.

#include <s2/connect/challenge.hpp>
#include <s2/connect/limits.hpp>

#include <algorithm>

namespace s2::connect {
namespace {

BytesView bytes_of_binding(const Binding& binding) {
  if (const auto* leaf = std::get_if<LeafFingerprint>(&binding)) return leaf->bytes;
  return bytes_of(std::get_if<Domain>(&binding)->name);
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
  const BytesView token_bytes = bytes_of(token.reveal());
  const BytesView bound = bytes_of_binding(binding);
  Bytes message;
  message.reserve(token_bytes.size() + bound.size());  // so that no part of it stays behind elsewhere
  message.insert(message.end(), token_bytes.begin(), token_bytes.end());
  message.insert(message.end(), bound.begin(), bound.end());
  const Sha256 response = crypto.hmac_sha256(challenge.bytes, message);
  wipe(message);
  return {Bytes(response.begin(), response.end())};
}

bool is_answer(Crypto& crypto, const ChallengeResponse& given, const Challenge& challenge, const Secret& token,
               const Binding& binding) {
  return given == respond(crypto, challenge, token, binding);
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
