#pragma once
// The hand-over of a pairing from a WAN pairing server to the node in the LAN that it acted for (C-133): the maker's
// own link, which here is a store in a file.

#include <s2/base/result.hpp>
#include <s2/connect/store.hpp>

#include <string>

namespace s2::deployments {

/// Leaves a pairing in a new store.
Result<void> hand_over(const connect::Pairing& pairing, const std::string& file);

/// Takes all pairings of such a store into another one.
Result<void> take_over_pairings(const std::string& file, connect::Store& into);

}  // namespace s2::deployments
