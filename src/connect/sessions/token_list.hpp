#pragma once
// The access tokens that a communication client keeps: all that the server may take for the active one.

#include <s2/base/time.hpp>
#include <s2/connect/store.hpp>

#include <vector>

namespace s2::connect::sessions {

/// The tokens in the order they are tried: the newest first, since it is the active one if the answer to
/// confirmAccessToken was lost (C-214).
std::vector<Secret> in_order_of_trial(const std::vector<AccessToken>& tokens);

/// The list after the server accepted one of them and gave a pending one (C-205, C-213). The accepted one takes the
/// place of the others, except for pending ones that are so young that a confirmAccessToken of theirs may still arrive
/// at the server, out of a connection that broke, and make them the active one. At most Limits::stored_tokens: of more
/// the oldest of these go.
std::vector<AccessToken> after_acceptance(const std::vector<AccessToken>& tokens, const Secret& accepted,
                                          const Secret& fresh, Time now);

/// Whether one of them may still become the active one without our doing, as above: then a 401 to all of them is not
/// the last word.
bool is_undecided(const std::vector<AccessToken>& tokens, Time now);

}  // namespace s2::connect::sessions
