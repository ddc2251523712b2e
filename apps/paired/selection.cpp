#include "selection.hpp"

#include "own_nodes.hpp"

namespace s2::paired {

std::vector<connect::Pairing> selected(const std::vector<connect::Pairing>& all, std::string_view word) {
  std::vector<connect::Pairing> chosen;
  for (const auto& pairing : all) {
    const bool by_id = word.size() >= id_characters_min && pairing.pair.peer.text().starts_with(word);
    if (word == "all" || by_id || name_of(pairing.peer_node) == word) chosen.push_back(pairing);
  }
  return chosen;
}

std::string short_id(const connect::NodeId& id) { return id.text().substr(0, 8); }

}  // namespace s2::paired
