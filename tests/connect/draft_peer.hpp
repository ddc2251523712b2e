#pragma once
// A peer that speaks a draft of before 1.0.0: it proves the token by other formulas.

#include "seeded_crypto.hpp"

#include <s2/connect/base64.hpp>
#include <s2/connect/challenge.hpp>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace s2::tests {

/// How the drafts proved a token, and what has been seen in between.
enum class Draft {
  decoded_and_bound,  ///< the token decoded, and F or D
  decoded_alone,      ///< the token decoded, nothing bound
  text_alone,         ///< the token as it is, nothing bound
};

inline constexpr Draft all_drafts[] = {Draft::decoded_and_bound, Draft::decoded_alone, Draft::text_alone};

/// What a draft makes of the message of 1.0.0, which begins with the token.
inline connect::Bytes draft_message(Draft draft, std::string_view token, connect::BytesView message) {
  const connect::BytesView text = connect::bytes_of(token);
  if (draft == Draft::text_alone) return {text.begin(), text.end()};
  connect::Bytes made = connect::from_base64(token).value();
  if (draft == Draft::decoded_and_bound) {
    for (const std::uint8_t byte : message.subspan(token.size())) made.push_back(byte);
  }
  return made;
}

/// Real chance and hashes, but the challenges of others are answered as a draft did. Answers to its own ones are
/// checked by the formula of 1.0.0, so that a client gets as far as to send its answer.
class DraftCrypto final : public connect::Crypto {
 public:
  DraftCrypto(Draft draft, std::string_view token) : draft_(draft), token_(token) {}

  connect::Sha256 sha256(connect::BytesView data) override { return real_->sha256(data); }
  connect::Sha256 hmac_sha256(connect::BytesView key, connect::BytesView message) override {
    if (own_.contains(connect::Bytes(key.begin(), key.end()))) return real_->hmac_sha256(key, message);
    return real_->hmac_sha256(key, draft_message(draft_, token_, message));
  }
  void random(std::span<std::uint8_t> data) override {
    real_->random(data);
    own_.emplace(data.begin(), data.end());
  }

 private:
  Draft draft_;
  std::string token_;
  std::set<connect::Bytes> own_;  // what it made, challenges among it
  std::unique_ptr<connect::Crypto> real_ = transport::make_crypto();
};

/// The answer of a draft.
inline connect::ChallengeResponse draft_answer(Draft draft, const connect::Challenge& challenge, std::string_view token,
                                               const connect::Binding& binding) {
  DraftCrypto crypto(draft, token);
  return respond(crypto, challenge, connect::Secret(token), binding);
}

/// Counts how often a response is worked out.
class CountingCrypto final : public SeededCrypto {
 public:
  connect::Sha256 hmac_sha256(connect::BytesView key, connect::BytesView message) override {
    ++hmacs;
    return SeededCrypto::hmac_sha256(key, message);
  }
  int hmacs = 0;
};

}  // namespace s2::tests
