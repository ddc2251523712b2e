// Facts, for people and for programs.

#include <explain/facts.hpp>

#include <gtest/gtest.h>

namespace s2::app {
namespace {

TEST(Facts, ProgramsGetJson) {
  Facts facts;
  facts.say("fill level in", "say \"X\"");
  facts.number("factor", 0.25);
  facts.span("in", Duration(90'000));
  facts.list("timers", {{"a", JsonLine().member("timer", "t1")}, {"b", JsonLine().member("timer", "t2")}});
  facts.list("nothing", {});
  EXPECT_EQ(to_json(facts),
            R"({"fill_level_in":"say \"X\"","factor":0.25,"in":90000,"timers":[{"timer":"t1"},{"timer":"t2"}]})");
}

TEST(Facts, PeopleSeeTheBeginningOfALongList) {
  Facts facts;
  facts.list("elements", std::vector<FactItem>(1000, {"x", JsonLine()}));
  EXPECT_LT(facts.all().front().lines.size(), 50U);
  EXPECT_EQ(facts.all().front().lines.back(), "… and 976 more");
}

TEST(Facts, TextOfAPeerCannotDriveTheTerminal) {
  Facts facts;
  facts.say("label", "\x1b[2J");
  EXPECT_EQ(facts.all().front().lines.front().find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace s2::app
