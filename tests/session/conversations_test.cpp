// Holds the conversations of tests/data/conversations.

#include "conversation.hpp"

#include <s2/rules.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace s2 {
namespace {

TEST(Conversations, EveryOneGoesAsItsTextSays) {
  const auto all = tests::conversations_in(S2_SOURCE_DIR "/tests/data/conversations");
  EXPECT_GT(all.size(), 60U);
  for (const auto& conversation : all) {
    SCOPED_TRACE(conversation.file + ": " + conversation.title);
    EXPECT_FALSE(conversation.title.empty());
    for (const auto& complaint : tests::hold(conversation)) ADD_FAILURE() << complaint;
  }
}

TEST(Conversations, EveryRuleThatOnlyAnEngineCanKeepIsShownByOne) {
  std::set<std::string> shown;
  for (const auto& conversation : tests::conversations_in(S2_SOURCE_DIR "/tests/data/conversations")) {
    for (const auto& rule : conversation.rules) {
      EXPECT_NE(find_rule(rule), nullptr) << conversation.title << " shows a rule that is unknown: " << rule;
      shown.insert(rule);
    }
  }
  // Pings belong to the WebSocket: tests/transport/websocket. Sessions do not notice yet what is left undone.
  const std::set<std::string_view> elsewhere = {"SR-007",   "SEL-005",  "RMD-015", "INST-006", "INST-017",
                                                "INST-018", "INST-019", "OM-025",  "OM-026",   "DDBC-005"};
  for (const Rule& rule : all_rules()) {
    if (rule.scope != Scope::engine) continue;
    EXPECT_NE(shown.contains(std::string(rule.id)), elsewhere.contains(rule.id)) << rule.id << ": " << rule.says;
  }
}

}  // namespace
}  // namespace s2
