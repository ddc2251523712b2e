#pragma once
// The checks of requestPairing in their order. Source: C-141, with C-144, C-145 and C-298.

#include <s2/connect/endpoint.hpp>
#include <s2/connect/messages.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace s2::connect {

/// What the checks look at.
struct PairingQuestion {
  const Endpoint& endpoint;              ///< who is asked
  const RequestPairingRequest& request;  ///< what for
  const HostedNode* target = nullptr;    ///< the node that is meant: by id, by alias, the one a long-polling action was
                                         ///< sent for (C-125), the only one; nullptr when there is none
  bool has_token = false;                ///< whether the target has a token for this client (C-142)
  bool is_bound = true;                  ///< whether the certificate or the name that R is bound to is known (C-087)
  bool is_reflected = false;             ///< whether the challenge is one of ours (C-298)
};

/// A check.
struct PairingCheck {
  int order;                                    ///< number in C-141; 0 for the three that it does not list
  std::string_view rule;                        ///< requirement it comes from
  PairingError error;                           ///< what a request is told that fails it
  bool is_forced;                               ///< skipped by forcePairing (C-193)
  bool is_delayed;                              ///< whether the refusal waits for the mandatory second (C-147)
  bool (*fails)(const PairingQuestion& asked);  ///< whether the request fails it
  std::string_view text;                        ///< additionalInfo
};

/// All of them in their order.
std::span<const PairingCheck> pairing_checks();

/// The first check a request fails; nullptr when it passes all.
const PairingCheck* failed_check(const PairingQuestion& asked);

/// WAN or LAN of the client, as said or as assumed (C-145).
Deployment deployment_of_client(const Endpoint& endpoint, const RequestPairingRequest& request);

}  // namespace s2::connect
