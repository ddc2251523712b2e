// From records to endpoints.

#include "../peers.hpp"
#include "scripted_mdns.hpp"

#include <transport/dnssd/browser.hpp>

#include <gmock/gmock.h>

namespace s2::transport::dnssd {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string all = "_s2connect._tcp.local";
const std::string cems = "_cem._sub._s2connect._tcp.local";
const std::string rms = "_rm._sub._s2connect._tcp.local";

std::string pointer(const std::string& instance) { return written({instance, "_s2connect", "_tcp", "local"}); }

std::string service(const Name& host, char port) { return std::string("\0\0\0\0\0", 5) + port + written(host); }

std::string text(const std::vector<std::string>& strings) {
  std::string data;
  for (const std::string& one : strings) data += static_cast<char>(one.size()) + one;
  return data;
}

const std::string good_text = text({"txtver=1", "pairingUrl=https://evse.local:8443/"});

struct Scene {
  Loop loop;
  ScriptedMdns mdns;
  std::vector<ServiceFound> found;
  std::vector<std::string> gone;
  std::vector<std::pair<std::string, Finding>> unusable;
  std::vector<Finding> troubles;
  std::unique_ptr<Browser> browser;

  Scene() {
    browser = std::make_unique<Browser>(
        loop, mdns,
        BrowseHandler{.on_found = [this](const ServiceFound& one) { found.push_back(one); },
                      .on_gone = [this](const std::string& instance) { gone.push_back(instance); },
                      .on_unusable = [this](const std::string& instance,
                                            const Finding& why) { unusable.emplace_back(instance, why); },
                      .on_trouble = [this](const Finding& why) { troubles.push_back(why); }});
  }
  // Until everything that was heard has been told.
  void settle() { loop.run(); }
  void appears(const std::string& instance, const std::string& txt = good_text) {
    mdns.say(all, RecordType::ptr, pointer(instance));
    mdns.say(escaped({instance}) + "." + all, RecordType::txt, txt);
  }
};

TEST(Browser, AnInstanceIsToldOnceItSaysWhatItIs) {
  Scene scene;
  scene.mdns.say(all, RecordType::ptr, pointer("evse"));
  scene.settle();
  EXPECT_THAT(scene.found, IsEmpty()) << "not yet";
  scene.mdns.say("evse." + all, RecordType::txt, good_text);
  scene.settle();
  ASSERT_EQ(scene.found.size(), 1U);
  EXPECT_EQ(scene.found[0].instance, "evse");
  EXPECT_EQ(scene.found[0].says.pairing_url->text(), "https://evse.local:8443/");
}

// C-052
TEST(Browser, WhatIsToBeConnectedToIsTheUrlAndNotTheHostOfTheService) {
  Scene scene;
  scene.appears("evse");
  scene.mdns.say("evse." + all, RecordType::srv, service({"gateway", "local"}, 99));
  scene.settle();
  scene.mdns.say("gateway.local", RecordType::a, "\xC0\xA8\x01\x02");
  scene.settle();
  const ServiceFound& seen = scene.found.back();
  EXPECT_EQ(seen.says.pairing_url->host(), "evse.local");
  EXPECT_EQ(seen.says.pairing_url->port(), 8443);
  EXPECT_EQ(seen.host, "gateway.local") << "which is for people alone";
  EXPECT_EQ(seen.port, 99);
  EXPECT_THAT(seen.addresses, ElementsAre("192.168.1.2"));
}

// C-041
TEST(Browser, TheSubtypesSayWhoLivesThere) {
  Scene scene;
  scene.appears("evse");
  scene.mdns.say(rms, RecordType::ptr, pointer("EVSE"));  // names differ in nothing but their letters' case
  scene.settle();
  ASSERT_EQ(scene.found.size(), 1U);
  EXPECT_TRUE(scene.found[0].says.has_rm);
  EXPECT_FALSE(scene.found[0].says.has_cem);
  scene.mdns.say(cems, RecordType::ptr, pointer("evse"));
  scene.settle();
  ASSERT_EQ(scene.found.size(), 2U);
  EXPECT_TRUE(scene.found[1].says.has_cem);
}

TEST(Browser, WhatIsHeardTwiceIsOneInstanceUntilItIsHeardNowhere) {
  Scene scene;
  scene.appears("evse");
  scene.mdns.say(all, RecordType::ptr, pointer("evse"), true, 1, true);
  scene.settle();
  EXPECT_EQ(scene.found.size(), 1U);
  scene.mdns.say(all, RecordType::ptr, pointer("evse"), false);
  scene.settle();
  EXPECT_THAT(scene.gone, IsEmpty());
  scene.mdns.say(all, RecordType::ptr, pointer("evse"), false, 1, true);
  scene.settle();
  EXPECT_THAT(scene.gone, ElementsAre("evse"));
  EXPECT_EQ(scene.mdns.asked.size(), 3U) << "and it is not asked about any more";
}

TEST(Browser, WhatItSaysNowIsWhatItSaidLast) {
  Scene scene;
  scene.appears("evse");
  scene.settle();
  const auto newer = text({"txtver=1", "pairingUrl=https://evse.local:9000/"});
  scene.mdns.say("evse." + all, RecordType::txt, newer);
  scene.settle();
  scene.mdns.say("evse." + all, RecordType::txt, good_text, false);
  scene.settle();
  ASSERT_EQ(scene.found.size(), 2U);
  EXPECT_EQ(scene.found[1].says.pairing_url->port(), 9000);
}

// C-044, C-049
TEST(Browser, WhatIsNoEndpointOfS2ConnectIsToldOnceAndWhy) {
  Scene scene;
  scene.appears("printer", text({"txtver=2"}));
  scene.settle();
  scene.mdns.say(all, RecordType::ptr, pointer("printer"), true, 2);
  scene.settle();
  EXPECT_THAT(scene.found, IsEmpty());
  ASSERT_EQ(scene.unusable.size(), 1U);
  EXPECT_EQ(scene.unusable[0].first, "printer");
  EXPECT_EQ(scene.unusable[0].second.rule, "C-044");
  scene.mdns.say("printer." + all, RecordType::txt, good_text);
  scene.settle();
  EXPECT_EQ(scene.found.size(), 1U) << "it has learned";
  scene.mdns.say("printer." + all, RecordType::txt, text({"txtver=1"}));
  scene.settle();
  EXPECT_THAT(scene.gone, ElementsAre("printer"));
  EXPECT_EQ(scene.unusable.back().second.rule, "C-049");
}

// C-055
TEST(Browser, RecordsThatMakeNoSenseAreNotTaken) {
  Scene scene;
  for (const std::string& data : {std::string(), std::string("\xC0\x0C"), written({"evse", "_http", "_tcp", "local"}),
                                  written({"_s2connect", "_tcp", "local"})}) {
    scene.mdns.say(all, RecordType::ptr, data);
  }
  EXPECT_EQ(scene.mdns.asked.size(), 3U);
  scene.appears("evse");
  scene.mdns.say("evse." + all, RecordType::srv, "short");
  scene.settle();
  ASSERT_EQ(scene.found.size(), 1U);
  EXPECT_EQ(scene.found[0].host, "");
}

TEST(Browser, NamesOfStrangersAreTextAndNothingElse) {
  Scene scene;
  scene.appears("ev\xFFse. 1");
  scene.settle();
  ASSERT_EQ(scene.found.size(), 1U);
  EXPECT_EQ(scene.found[0].instance, "ev\xEF\xBF\xBDse. 1");
}

TEST(Browser, AsManyAreKeptAsTheLimitSaysAndNotOneMore) {
  Scene scene;
  for (std::size_t i = 0; i < Browser::instances_max; ++i) scene.appears("evse" + std::to_string(i));
  scene.settle();
  EXPECT_EQ(scene.found.size(), Browser::instances_max);
  EXPECT_THAT(scene.troubles, IsEmpty());
  scene.appears("one-more");
  scene.appears("and-another");
  scene.settle();
  EXPECT_EQ(scene.found.size(), Browser::instances_max);
  ASSERT_EQ(scene.troubles.size(), 1U);
  EXPECT_THAT(scene.troubles[0].text, HasSubstr("more than 128 endpoints"));
}

TEST(Browser, AnswersBeyondTheLimitAreIgnored) {
  Scene scene;
  scene.appears("evse");
  for (std::size_t i = 1; i < HeardSet::records_max + 1; ++i) {
    scene.mdns.say("evse." + all, RecordType::txt,
                   text({"txtver=1", "pairingUrl=https://evse.local:" + std::to_string(i) + "/"}));
  }
  scene.settle();
  EXPECT_EQ(scene.found.back().says.pairing_url->port(), HeardSet::records_max - 1);
}

TEST(Browser, TroubleIsPassedOn) {
  Scene scene;
  scene.mdns.asked[{all, RecordType::ptr}].on_trouble(trouble("the daemon has gone"));
  EXPECT_EQ(scene.troubles.size(), 1U);
}

TEST(Browser, ItMayBeEndedByWhoeverItTells) {
  Loop loop;
  ScriptedMdns mdns;
  std::unique_ptr<Browser> browser;
  int told = 0;
  browser = std::make_unique<Browser>(loop, mdns,
                                      BrowseHandler{.on_found =
                                                        [&](const ServiceFound&) {
                                                          ++told;
                                                          browser.reset();
                                                        },
                                                    .on_gone = nullptr,
                                                    .on_unusable = nullptr,
                                                    .on_trouble = nullptr});
  for (const std::string name : {"one", "two"}) {
    mdns.say(all, RecordType::ptr, pointer(name));
    mdns.say(name + "." + all, RecordType::txt, good_text);
  }
  loop.run();
  EXPECT_EQ(told, 1);
  EXPECT_THAT(mdns.asked, IsEmpty());
}

}  // namespace
}  // namespace s2::transport::dnssd
