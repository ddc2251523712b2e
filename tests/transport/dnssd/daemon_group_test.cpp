// What the daemon is asked to publish.

#include "daemon_scene.hpp"

#include <transport/dnssd/daemon_group.hpp>

namespace s2::transport::dnssd {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class DaemonPublishes : public DaemonTest {};

// C-040, C-041, C-042
TEST_F(DaemonPublishes, AnEndpointIsPublishedWithItsHostItsSubtypesAndItsText) {
  DaemonScene scene;
  scene.publish();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.times_published == 1; }));
  EXPECT_TRUE(scene.avahi->was_asked("AddAddress 1 -1 evse1038.local 127.0.0.1"));
  EXPECT_THAT(scene.avahi->asked,
              Contains(HasSubstr("AddService -1 -1 evse1038 _s2connect._tcp  evse1038.local 8443")));
  EXPECT_THAT(scene.avahi->asked, Contains(HasSubstr("pairingUrl=https://evse1038.local:8443/pairing/")));
  EXPECT_TRUE(
      scene.avahi->was_asked("AddServiceSubtype -1 -1 evse1038 _s2connect._tcp  " + std::string(connect::rm_subtype)));
  EXPECT_EQ(scene.avahi->asked.back(), "Commit");
  EXPECT_THAT(scene.troubles, IsEmpty());
}

// C-043
TEST_F(DaemonPublishes, WithItsEndItIsWithdrawn) {
  DaemonScene scene;
  scene.publish();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.times_published == 1; }));
  scene.published.reset();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.avahi->objects("EntryGroup").empty(); }));
}

TEST_F(DaemonPublishes, WhatIsDroppedBeforeItIsMadeIsFreedAllTheSame) {
  DaemonScene scene;
  scene.publish();
  scene.published.reset();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.avahi->count("Free") == 1; }));
  EXPECT_THAT(scene.avahi->objects("EntryGroup"), IsEmpty());
  EXPECT_EQ(scene.avahi->count("Commit"), 0U);
}

TEST_F(DaemonPublishes, ANewTextIsAllThatChanges) {
  DaemonScene scene;
  scene.publish();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.times_published == 1; }));
  scene.published->update(charger_record("Charger in the garage"));
  ASSERT_TRUE(until(scene.loop, [&] { return scene.avahi->count("UpdateServiceTxt") == 1; }));
  EXPECT_THAT(scene.avahi->asked.back(), HasSubstr("e_name=Charger in the garage"));
  EXPECT_EQ(scene.avahi->count("Free"), 0U);
}

TEST_F(DaemonPublishes, ANameThatIsTakenIsToldWhoeverNoticesIt) {
  for (const bool is_in_this_machine : {true, false}) {
    DaemonScene scene;
    if (is_in_this_machine) scene.avahi->refuses["AddService"] = "org.freedesktop.Avahi.CollisionError";
    scene.avahi->committed = 3;
    scene.publish();
    ASSERT_TRUE(until(scene.loop, [&] { return scene.is_told("evse1038.local is taken by another host"); }));
    EXPECT_EQ(scene.times_published, 0);
    EXPECT_EQ(scene.troubles.size(), 1U);
    EXPECT_TRUE(until(scene.loop, [&] { return scene.avahi->objects("EntryGroup").empty(); })) << "nothing is renamed";
  }
}

TEST_F(DaemonPublishes, ADaemonThatDoesNotWantToIsQuoted) {
  DaemonScene scene;
  scene.avahi->refuses["EntryGroupNew"] = "org.freedesktop.Avahi.NotPermittedError";
  scene.publish();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.is_told("does not publish: the fake does not want to"); }));
}

TEST_F(DaemonPublishes, ADaemonThatFailsLaterIsQuoted) {
  DaemonScene scene;
  scene.avahi->committed = 4;
  scene.publish();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.is_told("does not publish: org.freedesktop.Avahi.Failure"); }));
}

TEST_F(DaemonPublishes, WhatDBusCannotSayIsRefusedAndNotSent) {
  DaemonScene scene;
  auto record = charger_record();
  record.instance = "ev\xFFse";
  const auto published = scene.dnssd->publish(
      record,
      {.on_published = nullptr, .on_trouble = [&](const Finding& finding) { scene.troubles.push_back(finding.text); }});
  EXPECT_TRUE(until(scene.loop, [&] { return scene.is_told("cannot be said over D-Bus"); }));
}

TEST_F(DaemonPublishes, OnChosenInterfacesAloneWhenThereAreSome) {
  DaemonScene scene({.backend = DnssdBackend::daemon, .interfaces = {"lo"}});
  scene.publish();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.times_published == 1; }));
  EXPECT_THAT(scene.avahi->asked, Contains(HasSubstr("AddService 1 -1 evse1038")));
  for (const auto& words : scene.avahi->asked) {
    EXPECT_TRUE(!words.starts_with("AddAddress") || words.starts_with("AddAddress 1 ")) << words;
  }
}

TEST(ChosenPlaces, ThoseOfOneLinkAreLeftOutFirstAndThenTheLast) {
  const std::vector<Place> places = {{2, "192.168.1.2"}, {2, "fe80::1"}, {3, "10.0.0.1"}, {3, "fe80::2"}};
  EXPECT_EQ(chosen_places(places, 4), places);
  EXPECT_THAT(chosen_places(places, 3), ElementsAre(places[0], places[1], places[2]));
  EXPECT_THAT(chosen_places(places, 2), ElementsAre(places[0], places[2]));
  EXPECT_THAT(chosen_places(places, 1), ElementsAre(places[0]));
}

}  // namespace
}  // namespace s2::transport::dnssd
