// Nodes of this program by name.

#include <paired/own_nodes.hpp>

#include <gmock/gmock.h>

namespace s2::paired {
namespace {

using connect::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// C-289
TEST(OwnNodes, KeepTheirIds) {
  const auto store = connect::make_memory_store();
  EXPECT_THAT(own_nodes(*store).value(), IsEmpty());
  const auto battery = own_node(*store, Role::rm, "battery").value();
  const auto hems = own_node(*store, Role::cem, "my HEMS").value();
  EXPECT_NE(battery.id, hems.id);
  EXPECT_EQ(own_node(*store, Role::rm, "battery").value(), battery);
  EXPECT_EQ(own_node(*store, Role::cem, "my HEMS").value(), hems);
  EXPECT_THAT(own_nodes(*store).value(), ElementsAre(battery, hems));
}

TEST(OwnNodes, WithoutANameTheOnlyOneIsMeant) {
  const auto store = connect::make_memory_store();
  const auto first = own_node(*store, Role::rm, "").value();
  EXPECT_EQ(first.name, "rm");
  EXPECT_EQ(own_node(*store, Role::rm, "").value(), first);
  EXPECT_EQ(own_node(*store, Role::cem, "").value().name, "cem");
  ASSERT_TRUE(own_node(*store, Role::rm, "pv"));
  const auto which = own_node(*store, Role::rm, "");
  ASSERT_FALSE(which);
  EXPECT_THAT(which.error().text, HasSubstr("several nodes here (rm, pv)"));
}

TEST(OwnNodes, NamesAreWords) {
  const auto store = connect::make_memory_store();
  for (const std::string& name :
       {std::string("a\nb"), std::string(" a"), std::string("\x1b[2J"), std::string(65, 'a')}) {
    const auto node = own_node(*store, Role::rm, name);
    ASSERT_FALSE(node) << name;
    EXPECT_EQ(node.error().rule, "S2CPP-NODE");
  }
  EXPECT_TRUE(own_node(*store, Role::rm, std::string(64, 'a')));
}

TEST(OwnNodes, LinesThatAreNoneAreLeftAlone) {
  const auto store = connect::make_memory_store();
  ASSERT_TRUE(store->set_value("program.nodes", "nonsense\n\n11111111-2222-4333-8444-555555555555 rm pv\nx rm y\n"));
  const auto nodes = own_nodes(*store).value();
  ASSERT_EQ(nodes.size(), 1U);
  EXPECT_EQ(nodes[0].name, "pv");
}

TEST(OwnNodes, OthersAreCalledAsTheirUsersCallThemAndHarmOneNot) {
  connect::NodeDescription node;
  node.brand = "Acme";
  node.model_name = "EVSE\x1b 1038";
  EXPECT_EQ(name_of(node), "Acme EVSE\xEF\xBF\xBD 1038");
  node.user_defined_name = "";
  EXPECT_EQ(name_of(node), "Acme EVSE\xEF\xBF\xBD 1038");
  node.user_defined_name = "Garage";
  EXPECT_EQ(name_of(node), "Garage");
  node.user_defined_name = std::string(3000, 'x');
  EXPECT_LT(name_of(node).size(), 100U);
}

}  // namespace
}  // namespace s2::paired
