#pragma once
// PairedGate: the proxy as an endpoint of S2 Connect between a device and an energy manager: to each it is the other.

#include "proxy/gate.hpp"

#include <paired/approach.hpp>
#include <paired/endpoint.hpp>

#include <memory>

namespace s2::app {

/// Where the proxy serves S2 Connect unless told.
inline constexpr std::uint16_t proxy_port = 8764;

/// How the proxy comes between the two, as it is told on the command line.
struct ProxyPairing {
  paired::EndpointOptions endpoint;   ///< its side of the wire, and where pairings live
  paired::Approached manager;         ///< pairs with this energy manager first; an empty target for none
  paired::Approached device;          ///< and with this device
  bool show_code = false;             ///< show a code for a device although one is paired
  Profile profile = Profile::v1_0_0;  ///< the version of S2 JSON that it speaks on both sides
};

/// Opens the endpoint: towards devices a CEM, which they call, towards the energy manager an RM, which calls it when a
/// device has come. Both speak one version, so that frames need no translation. Shows codes to whoever is not paired.
/// Fails with the finding of what keeps it from that. The loop outlives it, and it outlives the connections it gave.
Result<std::unique_ptr<Gate>> open_paired_gate(transport::Loop& loop, const ProxyPairing& told, GateOwner owner);

}  // namespace s2::app
