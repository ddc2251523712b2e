#pragma once
// Selection: which pairing somebody means.

#include <s2/connect/store.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace s2::paired {

/// Fewest characters of an id that stand for it.
inline constexpr std::size_t id_characters_min = 4;

/// The pairings that a word means: all for "all", those with this peer by name, by id or by the beginning of its id.
std::vector<connect::Pairing> selected(const std::vector<connect::Pairing>& all, std::string_view word);

/// The first characters of a node's id, enough for people.
std::string short_id(const connect::NodeId& id);

}  // namespace s2::paired
