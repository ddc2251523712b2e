#pragma once
// What both sides of pairing decide alike.

#include <s2/base/result.hpp>
#include <s2/connect/crypto.hpp>
#include <s2/connect/endpoint.hpp>

#include <cstdint>

namespace s2::connect {

/// Which way an attempt goes (1.2).
enum class Branch : std::uint8_t {
  request_details,  ///< A: the pairing server serves the sessions
  post_details,     ///< B: the pairing client does
};

/// The branch of an attempt between these two.
Branch branch_of(Role server, Deployment server_deployment, Deployment client_deployment);

/// Whether what a peer announced as initiateSessionUrl is one, and where it leads.
Result<BaseUrl> session_url_of(const ConnectionDetails& details, const UrlOptions& options);

/// An access token of our own making with what belongs to it (C-162, C-163, C-166 to C-169). Empty session URL: there
/// is nothing to announce.
ConnectionDetails make_details(const EndpointFacts& facts, Crypto& crypto);

}  // namespace s2::connect
