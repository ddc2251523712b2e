// Access tokens of a communication client.

#include "token_list.hpp"

#include <s2/connect/limits.hpp>

#include <algorithm>

namespace s2::connect::sessions {
namespace {

// A clock that went back makes no token older.
bool may_become_active(const AccessToken& token, Time now) {
  return token.pending && now - token.since <= Limits::late_confirmation;
}

}  // namespace

std::vector<Secret> in_order_of_trial(const std::vector<AccessToken>& tokens) {
  std::vector<Secret> order;
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) order.push_back(token->token);
  return order;
}

std::vector<AccessToken> after_acceptance(const std::vector<AccessToken>& tokens, const Secret& accepted,
                                          const Secret& fresh, Time now) {
  std::vector<AccessToken> kept;
  for (const AccessToken& token : tokens) {
    if (token.token == accepted)
      kept.insert(kept.begin(), {token.token, false, token.since});
    else if (may_become_active(token, now))
      kept.push_back(token);
  }
  if (kept.size() == Limits::stored_tokens) kept.erase(kept.begin() + 1);
  kept.push_back({fresh, true, now});
  return kept;
}

bool is_undecided(const std::vector<AccessToken>& tokens, Time now) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const auto& token) { return may_become_active(token, now); });
}

}  // namespace s2::connect::sessions
