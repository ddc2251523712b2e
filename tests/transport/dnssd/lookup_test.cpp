// Names in the LAN.

#include "../peers.hpp"
#include "scripted_mdns.hpp"

#include <s2/transport/interfaces.hpp>
#include <transport/dnssd/lookup.hpp>

#include <gmock/gmock.h>

#include <algorithm>

namespace s2::transport::dnssd {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Found = Result<std::vector<std::string>>;

struct Scene {
  Loop loop;
  ScriptedMdns mdns;
  LanResolver resolver{loop, mdns};
  std::vector<Found> found;

  void ask(const std::string& host) {
    resolver.look_up(host, [this](Found came) { found.push_back(std::move(came)); });
  }
  void wait() {
    EXPECT_TRUE(until(loop, [&] { return !found.empty(); }));
  }
};

const std::string router = "\xC0\xA8\x01\x02";
const std::string link_local = "\xFE\x80" + std::string(13, '\0') + "\x01";

// C-054
TEST(LanResolver, ANameIsAskedForOverBothFamiliesAndAnewEveryTime) {
  Scene scene;
  scene.ask("EVSE.local");
  ASSERT_EQ(scene.mdns.asked.size(), 2U);
  scene.mdns.say("evse.local", RecordType::aaaa, link_local, true, 99);
  scene.mdns.say("evse.local", RecordType::a, router);
  scene.wait();
  ASSERT_TRUE(scene.found[0]);
  EXPECT_THAT(*scene.found[0], ElementsAre("192.168.1.2", "fe80::1%#99"));
  EXPECT_THAT(scene.mdns.asked, IsEmpty());
  scene.ask("evse.local");
  EXPECT_EQ(scene.mdns.asked.size(), 2U) << "nothing is remembered here";
}

TEST(LanResolver, AddressesThatHoldOnOneLinkComeLast) {
  Scene scene;
  scene.ask("evse.local");
  scene.mdns.say("evse.local", RecordType::a, "\xA9\xFE\x01\x02");
  scene.mdns.say("evse.local", RecordType::aaaa, "\xFD" + std::string(14, '\0') + "\x01");
  scene.mdns.say("evse.local", RecordType::a, router);
  scene.mdns.say("evse.local", RecordType::a, router, true, 2);
  scene.wait();
  EXPECT_THAT(*scene.found[0], ElementsAre("192.168.1.2", "fd00::1", "169.254.1.2"));
}

TEST(LanResolver, AnAddressThatWasTakenBackIsNone) {
  Scene scene;
  scene.ask("evse.local");
  scene.mdns.say("evse.local", RecordType::a, router);
  scene.mdns.say("evse.local", RecordType::a, router, false);
  scene.wait();
  ASSERT_FALSE(scene.found[0]);
  EXPECT_EQ(scene.found[0].error().rule, "S2CPP-RESOLVE");
  EXPECT_THAT(scene.found[0].error().text, HasSubstr("'evse.local' answers in this network"));
}

// C-055
TEST(LanResolver, NoStrangerPointsUsAtOurselves) {
  Scene scene;
  scene.ask("evse.local");
  scene.mdns.say("evse.local", RecordType::a, std::string("\x7F\0\0\x01", 4), true, 99);
  scene.wait();
  EXPECT_FALSE(scene.found[0]);
}

TEST(LanResolver, OtherNamesAreLeftToTheSystem) {
  Scene scene;
  scene.ask("localhost");
  EXPECT_THAT(scene.mdns.asked, IsEmpty());
  scene.wait();
  EXPECT_TRUE(scene.found[0]);
}

TEST(LanResolver, AsManyAreAskedForAsTheLimitSaysAndNotOneMore) {
  Scene scene;
  for (std::size_t i = 0; i < LanResolver::look_ups_max; ++i) scene.ask("evse" + std::to_string(i) + ".local");
  for (int i = 0; i < 10; ++i) scene.loop.poll();
  EXPECT_THAT(scene.found, IsEmpty());
  scene.ask("evse.local");
  scene.wait();
  ASSERT_FALSE(scene.found[0]);
  EXPECT_THAT(scene.found[0].error().text, HasSubstr("too many names"));
}

TEST(LanResolver, ItsEndEndsItsLookUps) {
  Scene scene;
  scene.ask("evse.local");
  scene.resolver.end();
  EXPECT_THAT(scene.mdns.asked, IsEmpty());
  scene.loop.run();
  EXPECT_THAT(scene.found, IsEmpty());
  scene.ask("evse.local");
  scene.wait();
  EXPECT_FALSE(scene.found[0]);
}

}  // namespace
}  // namespace s2::transport::dnssd
