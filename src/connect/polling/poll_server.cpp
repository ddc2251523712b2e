// waitForPairing at the server.

#include <s2/connect/body.hpp>
#include <s2/connect/poll_server.hpp>
#include <s2/connect/routes.hpp>

#include "connect/take_first.hpp"

#include <algorithm>
#include <utility>

namespace s2::connect {
namespace {

Response malformed(std::string text) {
  return {.status = 400, .body = encode(PairingResponseErrorMessage{PairingError::parsing_error, std::move(text)})};
}

bool share(const std::vector<NodeId>& one, const std::vector<NodeId>& other) {
  return std::any_of(one.begin(), one.end(),
                     [&](const NodeId& node) { return std::find(other.begin(), other.end(), node) != other.end(); });
}

// Each node once; empty when a description is of another node.
std::optional<std::vector<NodeId>> nodes_of(const std::vector<WaitForPairingRequestItem>& items) {
  std::vector<NodeId> nodes;
  for (const auto& item : items) {
    if (item.client_node_description && item.client_node_description->id != item.client_node_id) return std::nullopt;
    if (std::find(nodes.begin(), nodes.end(), item.client_node_id) == nodes.end()) nodes.push_back(item.client_node_id);
  }
  return nodes;
}

}  // namespace

void PollServer::receive(RequestId id, const Request& request, Time now) {
  wake(now);
  if (!is_reached_in_lan(endpoint_)) return answer(id, {.status = 404});
  if (!request.is_same_subnet.value_or(false)) return answer(id, unauthorized());
  if (is_stopped_) return answer(id, unavailable(Limits::retry_after));
  const std::string_view body = is_json(request.content_type) ? std::string_view(request.body) : std::string_view();
  const auto items = decode_list<WaitForPairingRequestItem>(
      body, {.longest_body = Limits::request_bytes, .skip_bad_items = false, .take_bare_item = true});
  if (!items) return answer(id, malformed(items.error().finding.text));
  if (items->empty()) return answer(id, malformed("a request names at least one node"));
  take(id, *items, now);
}

void PollServer::take(RequestId id, const std::vector<WaitForPairingRequestItem>& items, Time now) {
  auto nodes = nodes_of(items);
  if (!nodes) return answer(id, malformed("clientNodeDescription is of another node than clientNodeId"));
  const auto news = static_cast<std::size_t>(
      std::count_if(nodes->begin(), nodes->end(), [&](const NodeId& node) { return !entries_.contains(node); }));
  const bool is_too_much = nodes->size() > options_.per_request || entries_.size() + news > options_.nodes;
  if (is_too_much) return answer(id, unavailable(Limits::poll_pause));
  supersede(*nodes);
  for (const auto& item : items) note(item, now);
  if (auto response = actions_for(*nodes)) return answer(id, *std::move(response));
  if (held_.size() >= options_.held) return answer(id, unavailable(Limits::poll_pause));
  held_.push_back({id, *std::move(nodes), now + options_.hold});
}

// An older request with one of these nodes is out of date, not wrong: 400 would stop its client (C-124).
void PollServer::supersede(const std::vector<NodeId>& nodes) {
  for (const Held& one : held_) {
    if (share(one.nodes, nodes)) answer(one.id, {.status = 204});
  }
  std::erase_if(held_, [&](const Held& one) { return share(one.nodes, nodes); });
}

void PollServer::note(const WaitForPairingRequestItem& item, Time now) {
  const auto [place, is_new] = entries_.try_emplace(item.client_node_id);
  Entry& entry = place->second;
  entry.node.id = item.client_node_id;
  entry.seen = now;
  if (item.client_node_description) entry.node.description = item.client_node_description;
  if (item.client_endpoint_description) entry.node.endpoint = item.client_endpoint_description;
  if (is_new && !entry.node.description) entry.actions.push_back(WaitForPairingAction::send_node_description);
  if (is_new || item.client_node_description) tell(PollingNodeSeen{entry.node});
  if (item.error_message) tell(NoTokenOnClient{item.client_node_id});
}

// One action per node; nothing when there is nothing to do (C-116).
std::optional<Response> PollServer::actions_for(const std::vector<NodeId>& nodes) {
  std::vector<WaitForPairingResponseItem> items;
  for (const NodeId& node : nodes) {
    auto& actions = entries_.at(node).actions;
    if (actions.empty()) continue;
    items.push_back({node, actions.front()});
    actions.pop_front();
  }
  if (items.empty()) return std::nullopt;
  return Response{.status = 200, .body = encode_list(items)};
}

bool PollServer::act(const NodeId& client, WaitForPairingAction action) {
  const auto found = entries_.find(client);
  if (found == entries_.end() || is_stopped_) return false;
  auto& actions = found->second.actions;
  if (actions.empty() || actions.back() != action) actions.push_back(action);
  if (actions.size() > Limits::queued_actions) actions.pop_front();
  const auto held =
      std::find_if(held_.begin(), held_.end(), [&](const Held& one) { return share(one.nodes, {client}); });
  if (held != held_.end()) {
    answer(held->id, *actions_for(held->nodes));
    held_.erase(held);
  }
  return true;
}

void PollServer::closed(RequestId id) {
  std::erase_if(held_, [=](const Held& one) { return one.id == id; });
  std::erase_if(answers_, [=](const Answer& one) { return one.id == id; });
}

void PollServer::wake(Time now) {
  while (!held_.empty() && held_.front().until <= now) {
    for (const NodeId& node : held_.front().nodes) entries_.at(node).seen = now;
    answer(held_.front().id, {.status = 204});
    held_.erase(held_.begin());
  }
  std::erase_if(entries_, [&](const auto& one) {
    const bool is_gone = one.second.seen + options_.memory <= now && !is_held(one.first);
    if (is_gone) tell(PollingNodeGone{one.first});
    return is_gone;
  });
}

bool PollServer::is_held(const NodeId& node) const {
  return std::any_of(held_.begin(), held_.end(), [&](const Held& one) { return share(one.nodes, {node}); });
}

std::optional<Time> PollServer::next_deadline() const {
  std::optional<Time> next;
  if (!held_.empty()) next = held_.front().until;
  for (const auto& [id, entry] : entries_) {
    const Time end = entry.seen + options_.memory;
    if (!is_held(id) && (!next || end < *next)) next = end;
  }
  return next;
}

std::optional<Answer> PollServer::next_answer() { return take_first(answers_); }

std::optional<PollServerEvent> PollServer::next_event() { return take_first(events_); }

std::vector<PollingNode> PollServer::nodes() const {
  std::vector<PollingNode> nodes;
  for (const auto& [id, entry] : entries_) nodes.push_back(entry.node);
  return nodes;
}

void PollServer::stop() {
  is_stopped_ = true;
  for (const Held& one : std::exchange(held_, {})) answer(one.id, unavailable(Limits::poll_pause));
}

void PollServer::tell(PollServerEvent event) {
  if (events_.size() < Limits::pairing_events) events_.push_back(std::move(event));
}

}  // namespace s2::connect
