// Which pairing is meant.

#include <connect/people.hpp>
#include <paired/selection.hpp>

#include <gmock/gmock.h>

namespace s2::paired {
namespace {

using testing::SizeIs;

connect::Pairing with(const std::string& id, const std::string& name) {
  connect::Pairing pairing;
  pairing.pair.peer = connect::parse_node_id(id).value();
  pairing.peer_node.id = pairing.pair.peer;
  pairing.peer_node.user_defined_name = name;
  return pairing;
}

const std::vector<connect::Pairing> three{with("aaaa1111-0000-4000-8000-000000000000", "battery"),
                                          with("aaaa2222-0000-4000-8000-000000000000", "battery"),
                                          with("bbbb3333-0000-4000-8000-000000000000", "pv")};

TEST(Selection, GoesByNameOrId) {
  EXPECT_THAT(selected(three, "pv"), SizeIs(1));
  EXPECT_THAT(selected(three, "battery"), SizeIs(2));
  EXPECT_THAT(selected(three, "aaaa1"), SizeIs(1));
  EXPECT_THAT(selected(three, "aaaa"), SizeIs(2));
  EXPECT_THAT(selected(three, "bbbb3333-0000-4000-8000-000000000000"), SizeIs(1));
  EXPECT_THAT(selected(three, "all"), SizeIs(3));
}

TEST(Selection, TakesNothingByChance) {
  for (const char* word : {"", "aaa", "b", "p", "1111", "All", "cccc"})
    EXPECT_THAT(selected(three, word), SizeIs(0)) << word;
}

TEST(Selection, ShowsAsMuchOfAnIdAsItTakes) {
  EXPECT_EQ(short_id(three[0].pair.peer), "aaaa1111");
  EXPECT_THAT(selected(three, short_id(three[0].pair.peer)), SizeIs(1));
}

}  // namespace
}  // namespace s2::paired
