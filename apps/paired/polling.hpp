#pragma once
// Polling nodes: devices that nobody can reach, which ask an energy manager again and again whether they are meant.

#include <s2/connect/poll_server.hpp>

#include <string_view>
#include <vector>

namespace s2::paired {

/// The nodes that a word means, among those that poll: by name, by id or by the beginning of its id. One that has not
/// yet said who it is has no name.
std::vector<connect::PollingNode> named(const std::vector<connect::PollingNode>& polling, std::string_view word);

}  // namespace s2::paired
