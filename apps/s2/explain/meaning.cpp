#include "explain/meaning.hpp"

namespace s2::app {

Facts meaning_of(const Message& message, const Setting& setting) {
  Facts facts;
  std::visit(
      [&](const auto& m) {
        if constexpr (requires { m.execution_time; }) {
          tell_instruction(message, setting, facts);
        } else {
          tell(m, setting, facts);
        }
      },
      message);
  return facts;
}

std::string_view currency_of(const Setting& setting) {
  const auto& details = setting.registry.details;
  return details && details->currency ? name_of(*details->currency) : std::string_view("currency");
}

}  // namespace s2::app
