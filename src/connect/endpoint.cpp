// An endpoint, its nodes and its tokens.

#include <s2/connect/endpoint.hpp>
#include <s2/connect/limits.hpp>

#include <algorithm>

namespace s2::connect {
namespace {

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_alias(std::string_view text) {
  return !text.empty() && text.size() <= Limits::alias_max && std::all_of(text.begin(), text.end(), is_letter_or_digit);
}

Unexpected<Finding> no_alias(const NodeIdAlias& alias, std::string_view why) {
  return Unexpected{
      Finding{"C-071", Severity::error, "", alias.text.substr(0, Limits::alias_max), "the alias " + std::string(why)}};
}

}  // namespace

Endpoint::Endpoint(EndpointFacts facts) : facts_(std::move(facts)) {}

Deployment Endpoint::deployment() const { return facts_.description.deployment.value_or(Deployment::lan); }

Result<void> Endpoint::host(HostedNode node) {
  if (node.alias && !is_alias(node.alias->text)) {
    return no_alias(*node.alias, "of a node is 1 to 64 letters and digits without anything between them");
  }
  const HostedNode* namesake = node.alias ? find(*node.alias) : nullptr;
  if (namesake && namesake->description.id != node.description.id) {
    return no_alias(*node.alias, "belongs to another node of this endpoint; take another one");
  }
  const auto same = [&](const HostedNode& one) { return one.description.id == node.description.id; };
  const auto found = std::find_if(nodes_.begin(), nodes_.end(), same);
  if (found == nodes_.end()) {
    nodes_.push_back(std::move(node));
  } else {
    *found = std::move(node);
  }
  return {};
}

void Endpoint::leave(const NodeId& node) {
  std::erase_if(nodes_, [&](const HostedNode& one) { return one.description.id == node; });
  std::erase_if(tokens_, [&](const Token& token) { return token.node == node; });
}

const HostedNode* Endpoint::find(const NodeId& node) const {
  const auto found =
      std::find_if(nodes_.begin(), nodes_.end(), [&](const auto& one) { return one.description.id == node; });
  return found == nodes_.end() ? nullptr : &*found;
}

const HostedNode* Endpoint::find(const NodeIdAlias& alias) const {
  const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const auto& one) { return one.alias == alias; });
  return found == nodes_.end() ? nullptr : &*found;
}

void Endpoint::issue(const NodeId& node, Secret token, Time until) {
  keep({.node = node, .origin = Origin::issued, .token = std::move(token), .until = until});
}

void Endpoint::set_static(const NodeId& node, Secret token) {
  keep({.node = node, .origin = Origin::fixed, .token = std::move(token)});
}

void Endpoint::type_in(const NodeId& node, Secret token, std::optional<NodeId> peer, Time until) {
  keep({.node = node, .origin = Origin::typed, .token = std::move(token), .peer = peer, .until = until});
  const auto is_typed = [](const Token& one) { return one.origin == Origin::typed; };
  if (std::count_if(tokens_.begin(), tokens_.end(), is_typed) <= static_cast<std::ptrdiff_t>(Limits::typed_tokens)) {
    return;
  }
  tokens_.erase(std::find_if(tokens_.begin(), tokens_.end(), is_typed));
}

// In place of one that says the same.
void Endpoint::keep(Token token) {
  std::erase_if(tokens_, [&](const Token& one) {
    return one.node == token.node && one.origin == token.origin && one.peer == token.peer;
  });
  tokens_.push_back(std::move(token));
}

std::optional<TokenInUse> Endpoint::token_for(const NodeId& node, const NodeId& peer, Time now) const {
  // Smaller comes first: typed for the peer, typed for anybody, issued, static.
  const auto rank = [](const Token& token) { return token.peer ? 0 : 1 + static_cast<int>(token.origin); };
  const Token* best = nullptr;
  for (const Token& token : tokens_) {
    if (token.node != node || !token.is_good(now) || (token.peer && *token.peer != peer)) continue;
    if (!best || rank(token) < rank(*best)) best = &token;
  }
  if (!best) return std::nullopt;
  return TokenInUse{best->token, best->origin == Origin::typed};
}

bool Endpoint::has_own_token(const NodeId& node, Time now) const { return own_token(node, now).has_value(); }

std::optional<Secret> Endpoint::own_token(const NodeId& node, Time now) const {
  const Token* best = nullptr;
  for (const Token& token : tokens_) {
    if (token.node != node || token.origin == Origin::typed || !token.is_good(now)) continue;
    if (!best || token.origin < best->origin) best = &token;
  }
  return best ? std::optional(best->token) : std::nullopt;
}

void Endpoint::used_up(const NodeId& node, const Secret& token) {
  std::erase_if(
      tokens_, [&](const Token& one) { return one.node == node && one.origin != Origin::fixed && one.token == token; });
}

void Endpoint::withdraw_tokens(const NodeId& node) {
  std::erase_if(tokens_, [&](const Token& one) { return one.node == node && one.origin != Origin::fixed; });
}

void Endpoint::advance(Time now) {
  std::erase_if(tokens_, [&](const Token& one) { return !one.is_good(now); });
}

Role communication_server(Deployment cem, Deployment rm) {
  return cem == Deployment::lan && rm == Deployment::wan ? Role::rm : Role::cem;
}

}  // namespace s2::connect
