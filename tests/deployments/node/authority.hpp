#pragma once
// The authority that the nodes in the WAN have in common.

#include <string>
#include <vector>

namespace s2::deployments {

/// Makes an authority and certificates of it for these names, as files of a folder: authority.pem, and NAME.pem with
/// NAME.key. Returns what went wrong; empty when nothing did.
std::string certify(const std::string& folder, const std::vector<std::string>& names);

}  // namespace s2::deployments
