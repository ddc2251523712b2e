#include "approach.hpp"

#include "sentences.hpp"
#include "text_layout.hpp"

#include <utility>
#include <variant>

namespace s2::paired {

ApproachEnd end_of(const Result<connect::PairingEvent>& outcome) {
  if (!outcome)
    return {.pairing = {}, .sentence = app::harmless(outcome.error().text) + " [" + outcome.error().rule + ']'};
  ApproachEnd end;
  if (const auto said = told(*outcome)) end.sentence = line_of(*said);
  if (const auto* paired = std::get_if<connect::Paired>(&*outcome)) end.pairing = paired->pairing;
  if (const auto* undecided = std::get_if<connect::PairingUndecided>(&*outcome)) end.pairing = undecided->pairing;
  return end;
}

Result<std::unique_ptr<Approach>> Approach::begin(transport::Loop& loop, PairedEndpoint& endpoint,
                                                  const connect::NodeId& node, const Approached& whom, Owner owner) {
  std::unique_ptr<Approach> it(new Approach(loop, endpoint, std::move(owner)));
  it->wish_.node = node;
  it->wish_.code = whom.code;
  it->wish_.force = whom.force;
  if (auto begun = it->set_out(whom); !begun) return Unexpected{std::move(begun).error()};
  return it;
}

Result<void> Approach::set_out(const Approached& whom) {
  if (!whom.peer.empty()) {
    wish_.peer = connect::parse_node_id(whom.peer);
    if (!wish_.peer) return Unexpected{connect::finding_of(connect::Problem::node_unknown, "--peer is no UUID")};
  }
  if (whom.target.find("://") == std::string::npos) return search(whom.target);
  auto url = connect::BaseUrl::parse(whom.target, {.strip_version = endpoint_.assumes_v1()});
  if (!url) return Unexpected{std::move(url).error()};
  wish_.url = std::move(*url);
  return pair();
}

Result<void> Approach::search(const std::string& name) {
  if (endpoint_.discovery() == nullptr) {
    return Unexpected{connect::finding_of(connect::Problem::no_such_name,
                                          "there is no service discovery; give the pairing URL instead")};
  }
  owner_.on_note("looking for " + name + " in the local network");
  search_ = std::make_unique<FindService>(loop_, *endpoint_.discovery(), name, search_time,
                                          [this, weak = std::weak_ptr(alive_)](const Result<connect::BaseUrl>& found) {
                                            if (!weak.expired()) on_found(found);
                                          });
  return {};
}

void Approach::on_found(const Result<connect::BaseUrl>& found) {
  if (!found) return tell(Unexpected{found.error()});
  wish_.url = *found;
  if (auto begun = pair(); !begun) tell(Unexpected{begun.error()});
}

// Whoever is told may let us go.
void Approach::tell(const Result<connect::PairingEvent>& outcome) const {
  const auto told = owner_.on_outcome;
  told(outcome);
}

Result<void> Approach::pair() {
  owner_.on_note("pairing with " + wish_.url.text() + "; the other side takes a second before it answers");
  return endpoint_.host().pair(wish_, [this, weak = std::weak_ptr(alive_)](const connect::PairingEvent& event) {
    if (!weak.expired()) tell(event);
  });
}

}  // namespace s2::paired
