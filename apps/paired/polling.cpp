#include "polling.hpp"

#include "own_nodes.hpp"
#include "selection.hpp"

#include <s2/connect/pairing_code.hpp>

#include <utility>
#include <variant>

namespace s2::paired {

using connect::Problem;

std::vector<connect::PollingNode> named(const std::vector<connect::PollingNode>& polling, std::string_view word) {
  std::vector<connect::PollingNode> chosen;
  for (const auto& node : polling) {
    const bool by_id = word.size() >= id_characters_min && node.id.text().starts_with(word);
    if (by_id || (node.description && name_of(*node.description) == word)) chosen.push_back(node);
  }
  return chosen;
}

Result<std::unique_ptr<PollingApproach>> PollingApproach::begin(transport::Loop& loop, PairedEndpoint& endpoint,
                                                                const connect::NodeId& node, const Approached& whom,
                                                                Approach::Owner owner) {
  if (const auto code = connect::parse_pairing_code(whom.code); !code) return Unexpected{code.error()};
  std::unique_ptr<PollingApproach> it(new PollingApproach(loop, endpoint, node, whom, std::move(owner)));
  it->owner_.on_note("waiting for " + whom.target + " to ask at " + pairing_url(endpoint.host()));
  it->timer_ = loop.after(patience, [self = it.get()] { self->fail(Problem::node_unknown, "it does not ask here"); });
  return it;
}

void PollingApproach::on_polling_node(const connect::PollServerEvent& event) {
  if (is_there_) {
    if (std::holds_alternative<connect::NoTokenOnClient>(event)) fail(Problem::code_expired_there);
    return;
  }
  const auto meant = named(endpoint_.host().polling_nodes(), whom_.target);
  if (meant.size() > 1)
    return fail(Problem::node_ambiguous, "several of that name ask here; give the beginning of an id");
  if (meant.size() == 1) pair(meant.front().id);
}

void PollingApproach::pair(const connect::NodeId& device) {
  is_there_ = true;
  loop_.cancel(std::exchange(timer_, 0));
  owner_.on_note(whom_.target + " is there; pairing takes a second");
  if (auto begun = endpoint_.host().pair_polling(device, node_, whom_.code); !begun) tell(Unexpected{begun.error()});
}

// The device is the one that calls: when it finds the code wrong it breaks off and does not say why (C-155).
bool PollingApproach::on_pairing(const connect::PairingEvent& event) {
  const auto* failed = std::get_if<connect::PairingFailed>(&event);
  if (is_there_ && failed && failed->why == Problem::cancelled) return fail(Problem::code_refused), true;
  if (!failed && !std::holds_alternative<connect::Paired>(event)) return false;
  return tell(event), true;
}

void PollingApproach::fail(Problem why, const std::string& detail) {
  tell(Unexpected{connect::finding_of(why, detail)});
}

// Whoever is told may let us go.
void PollingApproach::tell(const Result<connect::PairingEvent>& outcome) const {
  const auto told = owner_.on_outcome;
  told(outcome);
}

}  // namespace s2::paired
