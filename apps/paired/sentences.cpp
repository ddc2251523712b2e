#include "sentences.hpp"

#include "own_nodes.hpp"
#include "text_layout.hpp"

#include <utility>

namespace s2::paired {
namespace {

using namespace connect;
using Weight = Told::Weight;

std::string peer_of(const Pairing& pairing) { return name_of(pairing.peer_node); }

Told problem(std::string_view event, Problem why, std::string_view detail, const std::string& before = {}) {
  const Finding finding = finding_of(why, detail);
  const Weight weight = finding.severity == Severity::error ? Weight::bad : Weight::notice;
  return {weight, event, finding.rule, before + app::harmless(finding.text)};
}

// What a new pairing brought to an end.
std::string ended_by(const Settled& settled) {
  return settled.left ? "; the pairing with " + peer_of(*settled.left) + " has ended" : std::string();
}

struct Teller {
  std::optional<Told> operator()(const CodeRequested& event) const {
    const std::string who = event.peer_node ? name_of(*event.peer_node) : "somebody";
    return Told{Weight::plain, "code-requested", {}, who + " is about to pair"};
  }
  std::optional<Told> operator()(const CodeNotNeeded&) const {
    return Told{Weight::plain, "code-not-needed", {}, "who was about to pair does not want to any more"};
  }
  std::optional<Told> operator()(const Paired& event) const {
    return Told{Weight::good,
                "paired",
                {},
                (event.settled.is_renewal ? "paired anew with " : "paired with ") + peer_of(event.pairing) +
                    ended_by(event.settled)};
  }
  std::optional<Told> operator()(const PairingFailed& event) const {
    const std::string who = event.peer ? " with " + name_of(*event.peer) : std::string();
    return problem("pairing-failed", event.why, event.detail, "pairing" + who + " failed: ");
  }
  std::optional<Told> operator()(const PairingRefused& event) const {
    return Told{Weight::notice, "pairing-refused", std::string(text_of(problem_of(event.error)).id),
                "a request to pair from " + app::harmless(event.source) +
                    " was refused: " + app::harmless(app::shortened(event.detail))};
  }
  std::optional<Told> operator()(const PairingUndecided& event) const {
    return problem("pairing-undecided", event.why, {},
                   "whether " + peer_of(event.pairing) + " is paired shows with the first session: ");
  }
  std::optional<Told> operator()(const IdentityChanged& event) const {
    return problem("identity-changed", Problem::identity_changed, event.host);
  }
  std::optional<Told> operator()(const PairingNote& event) const {
    return Told{Weight::notice, "peer-tolerated", std::string(event.rule), app::harmless(event.text)};
  }
  std::optional<Told> operator()(const CloseSession&) const { return std::nullopt; }
  std::optional<Told> operator()(const Unpaired& event) const {
    const std::string who = peer_of(event.pairing);
    return Told{Weight::notice, "unpaired", {}, event.by_peer ? who + " ended the pairing" : "unpaired from " + who};
  }
  std::optional<Told> operator()(const PairingPromoted& event) const {
    return Told{Weight::good,
                "paired",
                {},
                (event.settled.is_renewal ? "paired anew with " : "paired with ") + peer_of(event.pairing) +
                    ended_by(event.settled)};
  }
  std::optional<Told> operator()(const PairingDropped& event) const {
    return Told{Weight::bad, "pairing-dropped", {}, peer_of(event.pairing) + " does not know the pairing; pair again"};
  }
  std::optional<Told> operator()(const PeerUpdated& event) const {
    return Told{Weight::plain, "peer-updated", {}, peer_of(event.pairing) + " describes itself anew"};
  }
  std::optional<Told> operator()(const SessionRefused& event) const {
    return problem("session-refused", event.why, {},
                   "a session from " + app::harmless(event.source) + " was refused: ");
  }
  std::optional<Told> operator()(const SessionReady&) const { return std::nullopt; }
  std::optional<Told> operator()(const SessionDelayed& event) const {
    return problem("session-delayed", event.why, event.detail);
  }
  std::optional<Told> operator()(const NotAccepted& event) const {
    return problem("not-accepted", Problem::token_refused, {}, peer_of(event.pairing) + ": ");
  }
  std::optional<Told> operator()(const SessionNoted& event) const { return problem("peer-tolerated", event.what, {}); }
};

}  // namespace

std::optional<Told> told(const PairingEvent& event) { return std::visit(Teller{}, event); }
std::optional<Told> told(const SessionServerEvent& event) { return std::visit(Teller{}, event); }
std::optional<Told> told(const SessionClientEvent& event) { return std::visit(Teller{}, event); }

bool is_end_of_session(const SessionClientEvent& event) {
  const auto* delayed = std::get_if<SessionDelayed>(&event);
  return delayed != nullptr && delayed->why == Problem::session_lost;
}

bool is_obstacle(const SessionClientEvent& event) {
  if (is_end_of_session(event)) return false;
  return std::holds_alternative<SessionDelayed>(event) || std::holds_alternative<NotAccepted>(event) ||
         std::holds_alternative<Unpaired>(event) || std::holds_alternative<PairingDropped>(event);
}

std::string line_of(const Told& told) { return told.id.empty() ? told.text : told.text + " [" + told.id + ']'; }

std::string_view word_of(PairingState state) {
  constexpr std::string_view words[] = {"undecided", "paired", "unpairing"};
  return words[static_cast<std::size_t>(state)];
}

}  // namespace s2::paired
