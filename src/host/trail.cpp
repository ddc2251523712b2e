// What is worth an entry.

#include "trail.hpp"

#include <string>
#include <variant>

namespace s2::host {
namespace {

using namespace connect;

AuditEntry entry_for(std::string_view event, const Pair& pair, std::string text) {
  AuditEntry entry;
  entry.event = event;
  entry.pair = pair;
  entry.text = std::move(text);
  return entry;
}

AuditEntry entry_for(std::string_view event, Problem why, std::string_view detail, std::string source) {
  const Finding finding = finding_of(why, detail);
  AuditEntry entry;
  entry.event = event;
  entry.source = std::move(source);
  entry.why = finding.rule;
  entry.text = finding.text;
  return entry;
}

// One overload for each event; what has none is nothing of trust.
struct Entries {
  using Entry = std::optional<AuditEntry>;

  template <class Other>
  Entry operator()(const Other&) const {
    return std::nullopt;
  }

  // --- Pairing ---
  Entry operator()(const Paired& event) const {
    const bool again = event.settled.is_renewal;
    return entry_for("paired", event.pairing.pair, again ? "paired anew" : "two nodes are paired");
  }
  Entry operator()(const PairingFailed& event) const {
    auto entry = entry_for("pairing-failed", event.why, event.detail, event.source);
    if (event.peer) entry.pair = Pair{event.node, event.peer->id};
    return entry;
  }
  Entry operator()(const PairingRefused& event) const {
    auto entry = entry_for("refused", problem_of(event.error), event.detail, event.source);
    if (event.node) entry.pair = Pair{*event.node, event.peer};
    return entry;
  }
  Entry operator()(const PairingUndecided& event) const {
    auto entry = entry_for("pairing-undecided", event.why, {}, {});
    entry.pair = event.pairing.pair;
    return entry;
  }
  Entry operator()(const IdentityChanged& event) const {
    return entry_for("identity-changed", Problem::identity_changed, event.host, {});
  }

  // --- Sessions ---
  Entry operator()(const Unpaired& event) const {
    return entry_for("unpaired", event.pairing.pair, event.by_peer ? "the other side unpaired" : "unpaired here");
  }
  Entry operator()(const PairingPromoted& event) const {
    return entry_for("paired", event.pairing.pair, "a pairing that was undecided has proved to be one");
  }
  Entry operator()(const PairingDropped& event) const {
    return entry_for("pairing-dropped", event.pairing.pair, "a pairing that was undecided has proved to be none");
  }
  Entry operator()(const NotAccepted& event) const {
    auto entry = entry_for("token-refused", Problem::token_refused, {}, {});
    entry.pair = event.pairing.pair;
    return entry;
  }
  Entry operator()(const SessionRefused& event) const {
    auto entry = entry_for("session-refused", event.why, {}, event.source);
    entry.pair = event.pair;
    return entry;
  }
};

}  // namespace

std::optional<AuditEntry> entry_of(const PairingEvent& event) { return std::visit(Entries{}, event); }
std::optional<AuditEntry> entry_of(const SessionServerEvent& event) { return std::visit(Entries{}, event); }
std::optional<AuditEntry> entry_of(const SessionClientEvent& event) { return std::visit(Entries{}, event); }

}  // namespace s2::host
