// Given, or kept in the store.

#include "identity.hpp"

#include <s2/host/lan_identity.hpp>
#include <s2/transport/certificate.hpp>

#include <utility>

namespace s2::host {
namespace {

Unexpected<Finding> fault(std::string text) {
  return {
      Finding{.rule = "S2CPP-TLS", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

Result<Identity> ready(const transport::TlsIdentity& shown, std::optional<connect::RootFingerprint> root,
                       std::optional<Time> renew_at) {
  auto tls = transport::TlsServer::make(shown);
  if (!tls) return Unexpected{std::move(tls).error()};
  return Identity{std::move(*tls), root, renew_at};
}

// In the LAN the last certificate is the root that is to be pinned (C-272).
Result<Identity> given(const transport::TlsIdentity& shown, bool is_lan) {
  if (!is_lan) return ready(shown, std::nullopt, std::nullopt);
  auto chain = transport::read_certificates(shown.certificates);
  if (!chain) return Unexpected{std::move(chain).error()};
  if (!chain->back().is_self_signed) {
    return fault("in a LAN the last certificate has to be a root that signed itself, for clients to pin (C-272)");
  }
  return ready(shown, connect::RootFingerprint{chain->back().fingerprint}, std::nullopt);
}

}  // namespace

Result<Identity> identity_of(connect::Store& store, const HostSettings& settings, Time now, bool anew) {
  const auto& serving = *settings.serving;
  const bool is_lan = settings.description.deployment != connect::Deployment::wan && !serving.stands_in;
  if (serving.identity) return given(*serving.identity, is_lan);
  if (!is_lan) {
    return fault("an endpoint in the WAN needs a certificate of a public authority for " + serving.name + " (C-270)");
  }
  auto kept = anew ? renew_leaf(store, serving.name, now) : lan_identity(store, serving.name, now);
  if (!kept) return Unexpected{std::move(kept).error()};
  return ready(kept->tls, kept->root, kept->renew_at);
}

}  // namespace s2::host
