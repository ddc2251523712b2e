// Which of the devices that poll is meant.

#include <paired/polling.hpp>

#include <gmock/gmock.h>

namespace s2::paired {
namespace {

using testing::SizeIs;

connect::PollingNode polling(const std::string& id, std::optional<std::string> name) {
  connect::PollingNode node{.id = connect::parse_node_id(id).value()};
  if (name) node.description.emplace().user_defined_name = *name;
  return node;
}

const std::vector<connect::PollingNode> three{polling("aaaa1111-0000-4000-8000-000000000000", "battery"),
                                              polling("aaaa2222-0000-4000-8000-000000000000", "battery"),
                                              polling("bbbb3333-0000-4000-8000-000000000000", std::nullopt)};

TEST(PollingNodes, GoByNameOrId) {
  EXPECT_THAT(named(three, "battery"), SizeIs(2));
  EXPECT_THAT(named(three, "aaaa1"), SizeIs(1));
  EXPECT_THAT(named(three, "bbbb"), SizeIs(1)) << "it has not said its name yet";
  for (const char* word : {"", "all", "bat", "aaa", "1111"}) EXPECT_THAT(named(three, word), SizeIs(0)) << word;
}

}  // namespace
}  // namespace s2::paired
