#pragma once
// Trail: events as entries of the audit, none of which holds a secret.

#include <s2/connect/pairing_events.hpp>
#include <s2/connect/session_events.hpp>
#include <s2/host/audit.hpp>

#include <optional>

namespace s2::host {

/// The entry for an event of pairing; empty when it says nothing of trust.
std::optional<AuditEntry> entry_of(const connect::PairingEvent& event);
/// The entry for an event of a communication server.
std::optional<AuditEntry> entry_of(const connect::SessionServerEvent& event);
/// The entry for an event of a communication client.
std::optional<AuditEntry> entry_of(const connect::SessionClientEvent& event);

}  // namespace s2::host
