// The phases of a conversation.

#include <s2/rules.hpp>

namespace s2 {

std::string_view name_of(Phase phase) {
  constexpr std::string_view names[] = {"Negotiating", "Connected", "PEBC", "PPBC", "OMBC", "FRBC", "DDBC"};
  static_assert(std::size(names) == phase_count);
  return names[static_cast<std::size_t>(phase)];
}

Phase phase_of(ControlType control_type) {
  static constexpr Phase phases[] = {Phase::pebc, Phase::ppbc,      Phase::ombc,     Phase::frbc,
                                     Phase::ddbc, Phase::connected, Phase::connected};
  return phases[static_cast<std::size_t>(control_type)];
}

}  // namespace s2
