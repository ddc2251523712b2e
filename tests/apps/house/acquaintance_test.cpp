#include <house/acquaintance.hpp>

#include <gtest/gtest.h>

namespace s2::house {
namespace {

Acquaintance strangers(FoundBy found_by) {
  return {.found_by = found_by,
          .url = "https://localhost:4711/s2/",
          .backend = "built in",
          .no_discovery = "no interface can multicast",
          .not_known = {},
          .paired = {{"battery", Duration(1'034)}, {"pv", Duration(1'101)}, {"load", Duration(1'012)}},
          .sessions = 7};
}

TEST(Acquaintance, SaysHowTheDevicesKnowWhereTheEnergyManagerIs) {
  EXPECT_EQ(about_finding(strangers(FoundBy::discovery)),
            "the energy manager is at https://localhost:4711/s2/; the devices found it by DNS-SD (built in)");
  EXPECT_EQ(
      about_finding(strangers(FoundBy::url)),
      "the energy manager is at https://localhost:4711/s2/; the devices were told so (no DNS-SD: no interface can "
      "multicast)");
  EXPECT_EQ(about_finding({.url = "https://localhost:4711/s2/"}),
            "the energy manager is at https://localhost:4711/s2/; the devices know it from an earlier run and need no "
            "code");
}

TEST(Acquaintance, SaysWhoHasPairedAndHowLongThatTook) {
  EXPECT_EQ(about(PairedNow{"battery", Duration(1'034)}), "battery has paired with it by a code in 1.0 s");
}

TEST(Acquaintance, IsSummedUpInTwoLines) {
  EXPECT_EQ(summary(strangers(FoundBy::discovery)),
            "  battery, pv and load found the energy manager by DNS-SD (built in) and paired by a code each\n"
            "  7 sessions over wss:// (TLS 1.3), each begun with a new access token\n");
  EXPECT_EQ(summary({.sessions = 3}),
            "  the devices know the energy manager from an earlier run and needed no code\n"
            "  3 sessions over wss:// (TLS 1.3), each begun with a new access token\n");
}

TEST(Acquaintance, IsAJsonObjectForPrograms) {
  auto one = strangers(FoundBy::url);
  one.paired.resize(1);
  EXPECT_EQ(json(one),
            R"({"found_by":"url","url":"https://localhost:4711/s2/","no_discovery":"no interface can multicast",)"
            R"("not_known":null,"paired":[{"device":"battery","took_ms":1034}],"tls":"1.3","sessions":7})");
}

}  // namespace
}  // namespace s2::house
