// The nodes of a running endpoint and their codes.

#include "running.hpp"

#include <s2/connect/pairing_code.hpp>

#include <utility>

namespace s2::host {
namespace {

using namespace connect;

// Where the store keeps the token of a static code.
std::string code_value(const NodeId& node) { return "host.code." + node.text(); }

}  // namespace

Result<const HostedNode*> Running::hosted(const NodeId& node) const {
  if (const HostedNode* found = world_.endpoint.find(node)) return found;
  return Unexpected{Finding{.rule = "S2CPP-NODE",
                            .severity = Severity::error,
                            .pointer = "",
                            .value = node.text(),
                            .text = "this node is not hosted here; add it first"}};
}

Result<void> Running::add_node(HostedNode node) {
  const NodeId id = node.description.id;
  if (auto hosted = world_.endpoint.host(std::move(node)); !hosted) return hosted;
  take_up_static_code(id);
  begin_sessions(id);
  nodes_changed();
  return {};
}

void Running::remove_node(const NodeId& node) {
  world_.endpoint.leave(node);
  for (auto one = parties_.lower_bound({node, {}}); one != parties_.end() && one->first.own == node;) {
    const auto party = std::move(one->second);
    one = parties_.erase(one);
    party->stop([] {});
  }
  if (front_) front_->end_sessions(node);
  nodes_changed();
}

// A code on a label is good for ever (C-289).
void Running::take_up_static_code(const NodeId& node) {
  const auto kept = world_.store.value(code_value(node));
  if (kept && *kept) world_.endpoint.set_static(node, Secret(**kept));
}

Result<Secret> Running::issue_code(const NodeId& node, Duration life) {
  const auto found = hosted(node);
  if (!found) return Unexpected{found.error()};
  const auto issued = issue_token(*world_.crypto, transport::system_now(), {.life = life});
  world_.endpoint.issue(node, issued.token, *issued.expires);
  return pairing_code((*found)->alias, issued.token);
}

Result<Secret> Running::static_code(const NodeId& node) {
  const auto found = hosted(node);
  if (!found) return Unexpected{found.error()};
  auto kept = world_.store.value(code_value(node));
  if (!kept) return Unexpected{std::move(kept).error()};
  if (*kept) return pairing_code((*found)->alias, Secret(**kept));
  const auto issued = issue_token(*world_.crypto, transport::system_now(), {.kind = TokenKind::fixed});
  if (auto set = world_.store.set_value(code_value(node), issued.token.reveal()); !set) {
    return Unexpected{std::move(set).error()};
  }
  world_.endpoint.set_static(node, issued.token);
  return pairing_code((*found)->alias, issued.token);
}

Result<void> Running::set_code(const NodeId& node, const std::string& code, std::optional<Duration> life) {
  if (const auto found = hosted(node); !found) return Unexpected{found.error()};
  const auto parts = parse_pairing_code(code);
  if (!parts) return Unexpected{parts.error()};
  const Time now = transport::system_now();
  const TokenOptions options{.kind = life ? TokenKind::dynamic : TokenKind::fixed,
                             .life = life.value_or(connect::Limits::token_life)};
  const auto token = take_token(parts->token.reveal(), now, options);
  if (!token) return Unexpected{token.error()};
  if (life) {
    world_.endpoint.issue(node, token->token, *token->expires);
    return {};
  }
  if (auto set = world_.store.set_value(code_value(node), token->token.reveal()); !set) return set;
  world_.endpoint.set_static(node, token->token);
  return {};
}

}  // namespace s2::host
