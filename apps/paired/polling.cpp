#include "polling.hpp"

#include "own_nodes.hpp"
#include "selection.hpp"

namespace s2::paired {

std::vector<connect::PollingNode> named(const std::vector<connect::PollingNode>& polling, std::string_view word) {
  std::vector<connect::PollingNode> chosen;
  for (const auto& node : polling) {
    const bool by_id = word.size() >= id_characters_min && node.id.text().starts_with(word);
    if (by_id || (node.description && name_of(*node.description) == word)) chosen.push_back(node);
  }
  return chosen;
}

}  // namespace s2::paired
