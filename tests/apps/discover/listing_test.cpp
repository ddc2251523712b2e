// The table of those who are there, and the lines for machines.

#include "../string_console.hpp"
#include "scripted_dnssd.hpp"

#include <discover/listing.hpp>

#include <gmock/gmock.h>

namespace s2::tests {
namespace {

using app::Listing;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Listing, SaysWhatAnEndpointIsAndWhere) {
  StringConsole strings;
  Listing listing;
  EXPECT_TRUE(listing.empty());
  listing.found(charger());
  EXPECT_THAT(listing.lines(strings.console),
              ElementsAre("NAME     HOSTS   URL", "Charger  RM      pair at https://evse1038.local:8443/pairing/",
                          "  evse1038.local:8443  192.168.1.7, fe80::1%eth0  on eth0"));
  listing.gone("evse1038");
  EXPECT_TRUE(listing.empty());
}

TEST(Listing, SaysWhereToPollToo) {
  StringConsole strings;
  Listing listing;
  auto one = charger();
  one.says.has_cem = true;
  one.says.longpolling_url = one.says.pairing_url;
  listing.found(one);
  EXPECT_THAT(listing.lines(strings.console)[1],
              HasSubstr("CEM RM  pair at https://evse1038.local:8443/pairing/ (and poll)"));
  one.says.longpolling_url = connect::BaseUrl::parse("https://evse1038.local/poll/").value();
  listing.found(one);
  EXPECT_THAT(listing.lines(strings.console)[2], HasSubstr("                 poll at https://evse1038.local/poll/"));
  one.says.pairing_url.reset();
  listing.found(one);
  EXPECT_THAT(listing.lines(strings.console)[1], HasSubstr("poll at"));
}

// C-304, C-055
TEST(Listing, WhatStrangersSayDoesNotDriveTheTerminal) {
  StringConsole strings;
  Listing listing;
  auto one = charger();
  one.says.name = "Charger\x1B[2J";
  one.host = "evse\x07.local";
  listing.found(one);
  for (const auto& line : listing.lines(strings.console)) {
    for (const char c : line) EXPECT_GE(static_cast<unsigned char>(c), ' ') << line;
  }
}

TEST(Listing, MachinesGetJson) {
  EXPECT_EQ(app::found_json(charger()),
            R"({"event":"found","instance":"evse1038","name":"Charger","roles":["rm"],)"
            R"("pairing_url":"https://evse1038.local:8443/pairing/","longpolling_url":null,"logo_url":null,)"
            R"("host":"evse1038.local","port":8443,"addresses":["192.168.1.7","fe80::1%eth0"],"interfaces":["eth0"]})");
  EXPECT_EQ(app::gone_json("evse1038"), R"({"event":"gone","instance":"evse1038"})");
  Finding why;
  why.rule = "C-044";
  why.text = "another version";
  EXPECT_EQ(app::unusable_json("printer", why),
            R"({"event":"unusable","instance":"printer","rule":"C-044","text":"another version"})");
  EXPECT_EQ(app::trouble_json(why), R"({"event":"trouble","rule":"C-044","text":"another version"})");
}

}  // namespace
}  // namespace s2::tests
