#pragma once
// Problem: everything that can go wrong between strangers, with a stable id and a sentence a person can act on.

#include <s2/base/finding.hpp>
#include <s2/connect/call.hpp>
#include <s2/connect/messages.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace s2::connect {

/// What went wrong. The table in problem.cpp gives each its id and sentence.
enum class Problem : std::uint8_t {
  code_malformed,             ///< what was typed is no pairing code
  code_wrong,                 ///< the other side answered our challenge wrongly
  code_refused,               ///< the other side says that we answered its challenge wrongly
  code_expired_there,         ///< the other side has no valid token
  code_expired_here,          ///< we have no valid token
  draft_peer,                 ///< the other side speaks a draft of before 1.0.0
  url_malformed,              ///< what was typed is no base URL
  wan_cannot_reach_lan,       ///< the user has to begin at the LAN node
  same_role,                  ///< both are CEM, or both are RM
  s2_versions,                ///< no common version of S2 JSON
  protocols,                  ///< no common communication protocol
  hash_algorithms,            ///< no common hash
  api_versions,               ///< no common version of the API
  node_unknown,               ///< the other side has no such node
  node_ambiguous,             ///< the other side has several nodes, and none was named
  node_is_ours,               ///< the other node is on this very endpoint
  wrong_node,                 ///< another node answered than the one asked for
  not_ready,                  ///< the other side cannot pair now
  busy,                       ///< the other side has too much to do, or is stopping
  attempt_expired,            ///< the 15 s of an attempt were over
  attempt_lost,               ///< the other side does not know the attempt any more
  out_of_order,               ///< the other side says that the order of steps was wrong
  out_of_order_there,         ///< the other side mixed up the steps of an attempt
  superseded,                 ///< a newer attempt took the place of this one
  nothing_to_announce,        ///< we would serve the sessions and have no URL or no root certificate to announce
  reflected,                  ///< a challenge of ours came back: somebody tries to trick us
  cancelled,                  ///< a user ended it
  not_understood_here,        ///< we do not understand the answer
  not_understood_there,       ///< the other side does not understand us
  refused_there,              ///< the other side refused, and did not say why
  no_fingerprint,             ///< the other side did not say which root its sessions will show
  store_failed_here,          ///< we could not store the outcome
  store_failed_there,         ///< the other side could not store the outcome
  no_such_name,               ///< the host name is not resolved
  unreachable,                ///< nobody takes the connection
  timed_out,                  ///< no answer in time
  broken,                     ///< the connection broke, or the answer is no HTTP
  too_large,                  ///< the answer is too large
  redirected,                 ///< the server points elsewhere
  no_such_service,            ///< there is no S2 Connect at this URL, or it lacks this operation
  other_subnet,               ///< the other side says that we are not in its subnet
  certificate_untrusted,      ///< nobody we believe stands behind the certificate
  certificate_changed,        ///< another root than the pinned one
  certificate_swapped,        ///< another leaf than at the beginning of this attempt
  certificate_wrong_name,     ///< the certificate is for another name
  certificate_expired,        ///< not valid any more, or a clock is wrong
  certificate_not_yet_valid,  ///< not valid yet, or a clock is wrong
  weak_cryptography,          ///< TLS too old, or an algorithm that is not allowed
  identity_changed,           ///< a known host shows a new root while it pairs again; a notice
  replaces_pairing,           ///< the node was paired with another CEM, which is told; a notice
  no_longer_paired,           ///< the other side unpaired
  token_refused,              ///< the other side accepts none of our access tokens
  token_short,                ///< an access token of the other side has less than 32 bytes; a notice
  session_lost,               ///< a session ended
  not_ready_here,             ///< our own node is starting or stopping
  unpairing_pending,          ///< the other side does not know yet that it was unpaired; a notice
};

/// A row of the table.
struct ProblemText {
  Problem problem;        ///< which
  std::string_view id;    ///< never changes its meaning, e.g. "S2CPP-CODE-WRONG"
  Severity severity;      ///< warning for a notice
  std::string_view text;  ///< what is the matter and what to do
};

/// The whole table, in the order of the enumeration.
std::span<const ProblemText> problems();

/// The row of a problem.
const ProblemText& text_of(Problem problem);

/// A problem as a finding. What the peer or the driver says about it stands behind the sentence, made readable and cut
/// (C-304).
Finding finding_of(Problem problem, std::string_view detail = {});

/// What a refusal of the pairing API means.
Problem problem_of(PairingError error);
/// What a refusal of the session initiation API means.
Problem problem_of(SessionError error);
/// What a call without answer means.
Problem problem_of(CallFailure failure);

}  // namespace s2::connect
