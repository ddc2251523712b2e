// The smallest program on an installed s2cpp: it prints what is wrong with a message.

#include <s2/codec.hpp>
#include <s2/rules.hpp>

#include <iostream>

int main() {
  constexpr std::string_view frame =
      R"({"message_type":"FRBC.StorageStatus","message_id":"8a2f","present_fill_level":"half"})";
  const auto outcome = s2::decode(frame, s2::Profile::v1_0_0);
  if (outcome) return 1;
  for (const auto& finding : outcome.error().findings) {
    std::cout << finding.rule << ' ' << finding.pointer << ": " << finding.text << '\n';
  }
  return 0;
}
