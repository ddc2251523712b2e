// What the daemon hears, and what becomes of it.

#include "daemon_scene.hpp"

#include <transport/dnssd/daemon_question.hpp>

namespace s2::transport::dnssd {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class DaemonHears : public DaemonTest {};

// C-041
TEST_F(DaemonHears, AnEndpointIsFoundAndGoneAgain) {
  DaemonScene scene;
  scene.browse();
  scene.charger_appears();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.found.contains("evse1038"); }));
  EXPECT_EQ(scene.found["evse1038"].says.name, "Charger");
  EXPECT_FALSE(scene.found["evse1038"].says.has_rm);
  scene.avahi->say("_rm._sub." + all_services, RecordType::ptr, written({"evse1038", "_s2connect", "_tcp", "local"}));
  ASSERT_TRUE(until(scene.loop, [&] { return scene.found["evse1038"].says.has_rm; }));
  for (const std::string& name : {all_services, "_rm._sub." + all_services}) {
    scene.avahi->say(name, RecordType::ptr, written({"evse1038", "_s2connect", "_tcp", "local"}), false);
  }
  EXPECT_TRUE(until(scene.loop, [&] { return scene.found.empty(); }));
  EXPECT_TRUE(until(scene.loop, [&] { return scene.avahi->objects("RecordBrowser").size() == 3; }))
      << "and it is not asked about any more";
  scene.browsing.reset();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.avahi->objects("RecordBrowser").empty(); }));
}

// C-054
TEST_F(DaemonHears, ANameIsResolved) {
  DaemonScene scene;
  std::optional<Result<std::vector<std::string>>> found;
  scene.dnssd->resolver()->look_up("evse1038.local", [&](auto came) { found.emplace(std::move(came)); });
  ASSERT_TRUE(until(scene.loop, [&] { return scene.avahi->objects("RecordBrowser").size() == 2; }));
  scene.avahi->say("evse1038.local", RecordType::a, "\xC0\xA8\x01\x02", true, 7);
  ASSERT_TRUE(until(scene.loop, [&] { return found.has_value(); }));
  ASSERT_TRUE(*found) << found->error().text;
  EXPECT_THAT(found->value(), ElementsAre("192.168.1.2"));
  EXPECT_TRUE(until(scene.loop, [&] { return scene.avahi->objects("RecordBrowser").empty(); }));
}

TEST_F(DaemonHears, WhatMakesNoSenseIsNotTaken) {
  DaemonScene scene;
  scene.browse();
  for (const auto& path : scene.avahi->objects("RecordBrowser")) {
    for (const char* member : {"ItemNew", "ItemRemove", "Failure", "AllForNow", "Unheard"}) {
      scene.avahi->say_nothing(scene.avahi->client, path, member);
    }
  }
  scene.avahi->say(all_services, RecordType::ptr, std::string(100'000, 'x'));
  scene.charger_appears();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.found.contains("evse1038"); }));
  EXPECT_TRUE(scene.is_told("avahi-daemon cannot ask: no reason"));
}

TEST_F(DaemonHears, AnswersOfOtherInterfacesAreNotTaken) {
  DaemonScene scene({.backend = DnssdBackend::daemon, .interfaces = {"lo"}});
  scene.browse();
  scene.avahi->say(all_services, RecordType::ptr, written({"elsewhere", "_s2connect", "_tcp", "local"}), true, 4711);
  scene.charger_appears();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.found.contains("evse1038"); }));
  EXPECT_EQ(scene.avahi->count("RecordBrowserNew"), 5U);
}

TEST_F(DaemonHears, ADaemonThatAsksNothingForUsIsQuotedAndAskedAgain) {
  DaemonScene scene;
  scene.avahi->refuses["RecordBrowserNew"] = "org.freedesktop.Avahi.TooManyObjectsError";
  const auto browsing = scene.dnssd->browse(
      {.on_found = nullptr, .on_gone = nullptr, .on_unusable = nullptr, .on_trouble = [&](const Finding& finding) {
         scene.troubles.push_back(finding.text);
       }});
  ASSERT_TRUE(until(scene.loop, [&] { return scene.is_told("asks nothing for us: the fake does not want to"); }));
  scene.avahi->refuses.clear();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.avahi->objects("RecordBrowser").size() == 3; }));
  EXPECT_EQ(scene.troubles.size(), 1U);
}

TEST_F(DaemonHears, WhoIsToldOfTroubleMayEndEverything) {
  DaemonScene scene;
  bool is_told = false;
  scene.browsing = scene.dnssd->browse(
      {.on_found = nullptr, .on_gone = nullptr, .on_unusable = nullptr, .on_trouble = [&](const Finding&) {
         scene.browsing.reset();
         scene.dnssd.reset();
         is_told = true;
       }});
  scene.avahi.reset();
  EXPECT_TRUE(until(scene.loop, [&] { return is_told; }));
}

}  // namespace
}  // namespace s2::transport::dnssd
