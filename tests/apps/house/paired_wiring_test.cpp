#include <house/paired_wiring.hpp>

#include "../temporary_folder.hpp"

#include <s2/transport.hpp>

#include <gmock/gmock.h>

namespace s2::house {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Everybody is in a process of its own, so to speak: what outlives it is in the folder.
class PairedWiringTest : public testing::Test {
 protected:
  std::unique_ptr<PairedWiring> wiring(PairedSettings settings) {
    sentences.clear();
    settings.devices = {"battery", "pv"};
    settings.folder = folder;
    settings.tell = [this](const std::string& sentence) { sentences.push_back(sentence); };
    auto made = PairedWiring::make(loop, std::move(settings));
    EXPECT_TRUE(made) << made.error().text;
    const auto met = (*made)->meet();
    EXPECT_TRUE(met) << met.error().text;
    return std::move(*made);
  }

  // The end of a device that connects, and that of the energy manager.
  void connect(PairedWiring& wiring, const std::string& device) {
    device_end.reset();
    manager_end.reset();
    const auto opened = wiring.open([this](auto end) { manager_end = std::move(end); });
    ASSERT_TRUE(opened) << opened.error().text;
    wiring.dial(device, [this](auto outcome) {
      if (outcome) device_end = std::move(*outcome);
      if (!outcome) failure = outcome.error().text;
    });
    while (!(device_end && manager_end) && failure.empty()) ASSERT_TRUE(loop.run_one(Duration(10'000)));
    EXPECT_EQ(failure, "");
  }

  tests::TemporaryFolder temporary;
  std::string folder = temporary.path().string();
  transport::Loop loop;
  std::vector<std::string> sentences;
  std::unique_ptr<transport::Connection> device_end;
  std::unique_ptr<transport::Connection> manager_end;
  std::string failure;
};

TEST_F(PairedWiringTest, StrangersPairByCodesAndConnectUnderTheirNames) {
  const auto one = wiring({});
  const auto how = one->acquaintance();
  EXPECT_EQ(how->found_by, FoundBy::url);
  ASSERT_THAT(how->paired, SizeIs(2));
  EXPECT_GE(how->paired.front().took, connect::Limits::pairing_delay);
  EXPECT_THAT(sentences, ElementsAre(HasSubstr("https://localhost:"), HasSubstr("battery has paired"),
                                     HasSubstr("pv has paired")));
  connect(*one, "pv");
  EXPECT_EQ(device_end->path(), "/pv");
  EXPECT_EQ(manager_end->path(), "/pv");
  EXPECT_EQ(one->acquaintance()->sessions, 1U);
}

TEST_F(PairedWiringTest, ASecondRunReconnectsWithoutPairing) {
  wiring({}).reset();
  const auto again = wiring({});
  EXPECT_EQ(again->acquaintance()->found_by, FoundBy::earlier_run);
  EXPECT_THAT(again->acquaintance()->paired, IsEmpty());
  EXPECT_THAT(sentences, ElementsAre(HasSubstr("need no code")));
  connect(*again, "battery");
}

TEST_F(PairedWiringTest, AFreshRunBeginsWithStrangers) {
  wiring({}).reset();
  EXPECT_THAT(wiring({.fresh = true})->acquaintance()->paired, SizeIs(2));
}

TEST_F(PairedWiringTest, WhenTheOldPortIsTakenTheyAreStrangersAgain) {
  auto first = wiring({});
  const auto port = connect::BaseUrl::parse(first->acquaintance()->url)->port();
  first.reset();
  const auto other = transport::WebsocketServer::listen(loop, "127.0.0.1", port, [](auto) {});
  ASSERT_TRUE(other);
  const auto again = wiring({});
  EXPECT_THAT(again->acquaintance()->not_known, HasSubstr(std::to_string(port)));
  EXPECT_THAT(again->acquaintance()->paired, SizeIs(2));
  connect(*again, "battery");
}

TEST_F(PairedWiringTest, AnEnergyManagerThatRestartsKeepsItsPairings) {
  const auto one = wiring({});
  connect(*one, "battery");
  one->shut();
  EXPECT_FALSE(one->is_open());
  connect(*one, "battery");
  EXPECT_EQ(one->acquaintance()->sessions, 2U);
}

TEST_F(PairedWiringTest, DiscoveryThatDoesNotWorkIsSaidAndAUrlTold) {
  const auto one = wiring({.discovery = [](transport::Loop&) -> Result<std::unique_ptr<transport::Dnssd>> {
    return Unexpected{Finding{"S2CPP-DNSSD", Severity::error, "", "", "no interface can multicast"}};
  }});
  EXPECT_EQ(one->acquaintance()->found_by, FoundBy::url);
  EXPECT_THAT(sentences.front(), HasSubstr("no interface can multicast"));
}

}  // namespace
}  // namespace s2::house
