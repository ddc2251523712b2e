#pragma once
// What an id looks like that no rule has anything to say about.

#include <s2/base/id.hpp>

namespace s2::rules {

/// Whether an id is written as every peer writes it; the checks of ids look at all others only.
inline bool is_plain_id(const Id& id) { return is_plain_uuid(id.text()); }

}  // namespace s2::rules
