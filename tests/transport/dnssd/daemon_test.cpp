// The daemon comes and goes, and so does the bus.

#include "daemon_scene.hpp"

#include <transport/dnssd/daemon.hpp>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>

namespace s2::transport::dnssd {
namespace {

using testing::HasSubstr;

class DaemonLife : public DaemonTest {};

TEST_F(DaemonLife, ADaemonThatRunsDoesTheWorkUnlessTheOtherIsAskedFor) {
  DaemonScene scene({.backend = DnssdBackend::automatic});
  ASSERT_TRUE(scene.dnssd);
  EXPECT_EQ(scene.dnssd->backend(), "avahi-daemon");
  EXPECT_EQ(scene.dnssd->reason(), "");
}

TEST_F(DaemonLife, WithoutADaemonOnTheBusItIsRefusedWithAReason) {
  PrivateBus bus;
  Loop loop;
  const auto dnssd = open_dnssd(loop, {.backend = DnssdBackend::daemon});
  ASSERT_FALSE(dnssd);
  EXPECT_EQ(dnssd.error().rule, "S2CPP-DNSSD");
  EXPECT_THAT(dnssd.error().text, HasSubstr("avahi-daemon does not run here"));
}

TEST_F(DaemonLife, WhenItComesBackEverythingIsPublishedAndAskedAgain) {
  DaemonScene scene;
  scene.publish();
  scene.browse();
  scene.charger_appears();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.times_published == 1 && scene.found.contains("evse1038"); }));
  scene.avahi.reset();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.troubles.size() >= 2 && scene.found.empty(); }))
      << "the publisher and the browser are told, and nothing is claimed to be there";
  EXPECT_TRUE(scene.is_told("avahi-daemon has ended"));
  scene.avahi.emplace(scene.loop);
  ASSERT_TRUE(until(scene.loop,
                    [&] { return scene.times_published == 2 && scene.avahi->objects("RecordBrowser").size() == 3; }));
  scene.charger_appears();
  EXPECT_TRUE(until(scene.loop, [&] { return scene.found.contains("evse1038"); }));
}

TEST_F(DaemonLife, WhatIsWantedWhileItIsAwayIsDoneWhenItIsBack) {
  DaemonScene scene;
  scene.avahi.reset();
  scene.publish();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.is_told("avahi-daemon"); }));
  scene.published->update(charger_record("Charger in the garage"));
  EXPECT_EQ(scene.times_published, 0);
  scene.avahi.emplace(scene.loop);
  ASSERT_TRUE(until(scene.loop, [&] { return scene.times_published == 1; }));
  EXPECT_EQ(scene.avahi->count("AddService"), 1U);
  EXPECT_THAT(scene.avahi->asked, testing::Contains(HasSubstr("e_name=Charger in the garage")));
}

TEST_F(DaemonLife, ABusThatGoesIsToldAndComesBack) {
  DaemonScene scene;
  scene.publish();
  scene.browse();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.times_published == 1; }));
  scene.bus.stop();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.is_told("D-Bus, by which avahi-daemon is spoken to, has gone"); }));
  scene.avahi.reset();
  scene.bus.start();
  scene.avahi.emplace(scene.loop);
  EXPECT_TRUE(until(scene.loop,
                    [&] { return scene.times_published == 2 && scene.avahi->objects("RecordBrowser").size() == 3; }));
}

TEST_F(DaemonLife, WhatWasAskedOfABusThatGoesDoesNoHarm) {
  DaemonScene scene;
  scene.avahi->answers = false;
  scene.publish();
  scene.bus.stop();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.is_told("D-Bus"); }));
  scene.published.reset();
  scene.dnssd.reset();
}

TEST_F(DaemonLife, AProgramMayEndInTheMiddleOfEverything) {
  DaemonScene scene;
  bool called = false;
  scene.publish();
  scene.dnssd->resolver()->look_up("evse.local", [&](const auto&) { called = true; });
  scene.loop.run_one(Duration{10});
  scene.published.reset();
  scene.dnssd.reset();
  scene.avahi.reset();
  scene.loop.run();
  EXPECT_FALSE(called);
  EXPECT_EQ(scene.times_published, 0);
}

// A stranger on the bus that knows our name and the paths of our objects.
TEST_F(DaemonLife, OnlyTheDaemonIsListenedTo) {
  DaemonScene scene;
  scene.browse();
  scene.avahi->say_nothing(scene.avahi->client, "/", "ItemNew");
  FakeAvahi stranger(scene.loop, "org.example.Stranger");
  for (const auto& path : scene.avahi->objects("RecordBrowser")) {
    stranger.say_to(scene.avahi->client, path, written({"evil", "_s2connect", "_tcp", "local"}));
  }
  scene.charger_appears();
  ASSERT_TRUE(until(scene.loop, [&] { return scene.found.contains("evse1038"); }));
  EXPECT_EQ(scene.avahi->objects("RecordBrowser").size(), 5U) << "nobody asked about the stranger's";
}

TEST_F(DaemonLife, ABusThatNeverAnswersIsGivenUp) {
  const std::string path = (std::filesystem::temp_directory_path() / ("s2-mute-" + std::to_string(getpid()))).string();
  const int mute = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(mute, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(mute, 1), 0);
  setenv("DBUS_SYSTEM_BUS_ADDRESS", ("unix:path=" + path).c_str(), 1);
  Loop loop;
  const auto dnssd = open_dnssd(loop, {.backend = DnssdBackend::daemon});
  EXPECT_THAT(dnssd ? "" : dnssd.error().text, HasSubstr("does not answer"));
  unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
  close(mute);
  unlink(path.c_str());
}

}  // namespace
}  // namespace s2::transport::dnssd
