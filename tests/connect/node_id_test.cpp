// Node ids are UUIDs.

#include "seeded_crypto.hpp"

#include <s2/connect/node_id.hpp>

#include <gtest/gtest.h>

#include <set>

namespace s2::connect {
namespace {

// C-018
TEST(NodeId, IsWrittenInLowerCaseAndComparedByValue) {
  const auto upper = parse_node_id("3F1C2A50-5A0E-4D0E-9A60-0A6F2F6F0C01");
  ASSERT_TRUE(upper);
  EXPECT_EQ(upper->text(), "3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01");
  EXPECT_EQ(upper, parse_node_id("3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01"));
  EXPECT_EQ(std::hash<NodeId>{}(*upper), std::hash<NodeId>{}(*parse_node_id(upper->text())));
}

// C-018
TEST(NodeId, AnyVersionIsTaken) {
  for (const auto* text : {"00000000-0000-1000-8000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
                           "01890a5d-ac96-774b-bcce-b302099a8057"}) {
    EXPECT_TRUE(parse_node_id(text)) << text;
  }
}

// C-018
TEST(NodeId, WhatIsNoUuidIsRefused) {
  for (const auto* text : {"", "node-1", "3f1c2a505a0e4d0e9a600a6f2f6f0c01", "{3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01}",
                           "3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c0g", "3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c012",
                           "{3f1c2a505a0e4d0e9a600a6f2f6f0c0100}"}) {
    EXPECT_FALSE(parse_node_id(text)) << text;
  }
}

// C-017, C-018
TEST(NodeId, AFreshOneIsOfVersion4) {
  const auto crypto = transport::make_crypto();
  std::set<NodeId> seen;
  for (int i = 0; i < 100; ++i) {
    const NodeId id = make_node_id(*crypto);
    EXPECT_EQ(id.text()[14], '4');
    EXPECT_NE(std::string_view("89ab").find(id.text()[19]), std::string_view::npos);
    EXPECT_TRUE(seen.insert(id).second);
  }
}

}  // namespace
}  // namespace s2::connect
