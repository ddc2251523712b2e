// References inside a scope of operation modes.

#include <rules/scope_links.hpp>

#include <s2/model/ombc.hpp>

#include <gtest/gtest.h>

namespace s2::rules {
namespace {

ombc::SystemDescription device(std::initializer_list<const char*> modes, std::vector<Transition> transitions) {
  ombc::SystemDescription description;
  for (const char* mode : modes) description.operation_modes.emplace_back().id = Id(mode);
  description.timers = {{.id = Id("t1"), .diagnostic_label = {}}, {.id = Id("t2"), .diagnostic_label = {}}};
  description.transitions = std::move(transitions);
  return description;
}

Transition way(const char* from, const char* to) {
  Transition transition;
  transition.from = Id(from);
  transition.to = Id(to);
  return transition;
}

TEST(ScopeLinks, EndsOfTransitionsArePositionsOfModes) {
  ScopeLinks links;
  links.read(device({"off", "on"}, {way("on", "off"), way("off", "on")}));
  EXPECT_EQ(links.ends[0].from, 1U);
  EXPECT_EQ(links.ends[0].to, 0U);
  EXPECT_TRUE(links.all_ends_known);
}

TEST(ScopeLinks, WhatIsNotThereIsKnownAsSuch) {
  ScopeLinks links;
  auto unknown = way("off", "gone");
  unknown.start_timers = {Id("t1"), Id("t9")};
  unknown.blocking_timers = {Id("t2")};
  links.read(device({"off", "on"}, {unknown}));
  EXPECT_FALSE(links.all_ends_known);
  EXPECT_FALSE(links.all_timers_known);
  EXPECT_FALSE(links.ends[0].known());
  EXPECT_TRUE(links.uses[0].started);
  EXPECT_FALSE(links.uses[0].blocks);
  EXPECT_TRUE(links.uses[1].blocks);
}

TEST(ScopeLinks, TheFirstBearerOfAnIdIsMeant) {
  ScopeLinks links;
  links.read(device({"off", "on", "on"}, {way("on", "off")}));
  EXPECT_EQ(links.ends[0].from, 1U);
}

TEST(ScopeLinks, NothingIsLeftOfTheScopeBefore) {
  ScopeLinks links;
  links.read(device({"off"}, {way("off", "gone"), way("gone", "off")}));
  links.read(device({"off"}, {}));
  EXPECT_TRUE(links.all_ends_known);
  EXPECT_TRUE(links.ends.empty());
  EXPECT_EQ(links.transitions.size(), 0U);
}

}  // namespace
}  // namespace s2::rules
