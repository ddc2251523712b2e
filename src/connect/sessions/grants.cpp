// Tokens in memory.

#include "grants.hpp"

#include <algorithm>

namespace s2::connect::sessions {

void Grants::add(const Sha256& token, Grant grant) {
  auto& tokens = of_pair_[grant.pair];
  if (tokens.size() == per_pair_) {
    grants_.erase(tokens.front());
    tokens.pop_front();
  }
  tokens.push_back(token);
  by_age_.emplace_back(grant.since, token);
  grants_.insert_or_assign(token, std::move(grant));
  if (by_age_.size() > 2 * grants_.size() + 16) tidy();
}

void Grants::tidy() {
  std::erase_if(by_age_, [&](const auto& entry) { return !grants_.contains(entry.second); });
}

const Grant* Grants::find(const Sha256& token, Time now) const {
  const auto found = grants_.find(token);
  return found == grants_.end() || now >= end_of(found->second.since) ? nullptr : &found->second;
}

void Grants::erase(const Sha256& token) {
  const auto found = grants_.find(token);
  if (found == grants_.end()) return;
  const auto tokens = of_pair_.find(found->second.pair);
  std::erase(tokens->second, token);
  if (tokens->second.empty()) of_pair_.erase(tokens);
  grants_.erase(found);
}

void Grants::erase(const Pair& pair) {
  const auto tokens = of_pair_.find(pair);
  if (tokens == of_pair_.end()) return;
  for (const Sha256& token : tokens->second) grants_.erase(token);
  of_pair_.erase(tokens);
}

void Grants::purge(Time now) {
  while (!by_age_.empty() && now >= end_of(by_age_.front().first)) {
    erase(by_age_.front().second);
    by_age_.pop_front();
  }
}

std::optional<Time> Grants::next_deadline() const {
  if (grants_.empty()) return std::nullopt;
  return end_of(by_age_.front().first);
}

}  // namespace s2::connect::sessions
