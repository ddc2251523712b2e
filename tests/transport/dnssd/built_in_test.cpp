// Service discovery in this process, with real multicast on a loopback that nobody shares.

#include "../peers.hpp"
#include "../private_network.hpp"

#include <s2/transport/dnssd.hpp>

#include <gmock/gmock.h>

#include <map>

namespace s2::transport {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

connect::Advertisement evse(const std::string& url = "https://evse1038.local:8443/pairing/") {
  connect::Advertisement says;
  says.name = "Charger";
  says.pairing_url = connect::BaseUrl::parse(url).value();
  says.has_rm = true;
  return says;
}

// One program: it browses, and may publish.
struct Program {
  explicit Program(Loop& its_loop)
      : loop(its_loop), dnssd(open_dnssd(loop, {.backend = DnssdBackend::built_in}).value()) {
    browsing = dnssd->browse({.on_found = [this](const ServiceFound& one) { found[one.instance] = one; },
                              .on_gone = [this](const std::string& instance) { found.erase(instance); },
                              .on_unusable = nullptr,
                              .on_trouble = [this](const Finding& finding) { troubles.push_back(finding); }});
  }
  void publish(const connect::Advertisement& says) {
    published = dnssd->publish(connect::service_record(says).value(),
                               {.on_published = [this] { is_published = true; },
                                .on_trouble = [this](const Finding& finding) { troubles.push_back(finding); }});
  }

  Loop& loop;
  std::unique_ptr<Dnssd> dnssd;
  std::map<std::string, ServiceFound> found;
  std::vector<Finding> troubles;
  bool is_published = false;
  std::unique_ptr<Ongoing> browsing;
  std::unique_ptr<Published> published;
};

Result<std::vector<std::string>> look_up(Program& program, const std::string& host) {
  std::optional<Result<std::vector<std::string>>> found;
  program.dnssd->resolver()->look_up(host, [&](auto came) { found.emplace(std::move(came)); });
  EXPECT_TRUE(until(program.loop, [&] { return found.has_value(); }));
  return std::move(*found);
}

// C-040, C-041, C-042, C-043
TEST(BuiltIn, AnEndpointIsFoundFromItsBeginningToItsEnd) {
  in_private_network([] {
    Loop loop;
    Program charger(loop);
    Program manager(loop);
    charger.publish(evse());
    ASSERT_TRUE(until(loop, [&] { return charger.is_published && manager.found.contains("evse1038"); }));
    ASSERT_TRUE(until(loop, [&] { return !manager.found["evse1038"].addresses.empty(); }));
    const ServiceFound& seen = manager.found["evse1038"];
    EXPECT_EQ(seen.host, "evse1038.local");
    EXPECT_EQ(seen.port, 8443);
    EXPECT_THAT(seen.addresses, Contains("127.0.0.1"));
    EXPECT_THAT(seen.interfaces, ElementsAre("lo"));
    EXPECT_TRUE(seen.says.has_rm);
    EXPECT_FALSE(seen.says.has_cem);
    EXPECT_EQ(seen.says.name, "Charger");
    EXPECT_EQ(seen.says.pairing_url->text(), "https://evse1038.local:8443/pairing/");
    charger.published.reset();  // says goodbye
    EXPECT_TRUE(until(loop, [&] { return !manager.found.contains("evse1038"); }));
    EXPECT_TRUE(manager.troubles.empty());
  });
}

// C-054
TEST(BuiltIn, ANameIsResolvedWhileItIsThere) {
  in_private_network([] {
    Loop loop;
    Program charger(loop);
    Program manager(loop);
    charger.publish(evse());
    ASSERT_TRUE(until(loop, [&] { return charger.is_published; }));
    const auto found = look_up(manager, "evse1038.local");
    ASSERT_TRUE(found) << found.error().text;
    EXPECT_EQ(found->front(), "127.0.0.1");
    const auto nobody = look_up(manager, "nobody.local");
    ASSERT_FALSE(nobody);
    EXPECT_EQ(nobody.error().rule, "S2CPP-RESOLVE");
  });
}

TEST(BuiltIn, WhatItSaysMayChange) {
  in_private_network([] {
    Loop loop;
    Program charger(loop);
    Program manager(loop);
    charger.publish(evse());
    ASSERT_TRUE(until(loop, [&] { return charger.is_published && manager.found.contains("evse1038"); }));
    auto says = evse();
    says.name = "Charger in the garage";
    charger.published->update(connect::service_record(says).value());
    EXPECT_TRUE(until(loop, [&] { return manager.found["evse1038"].says.name == says.name; }));
    says.has_cem = true;
    charger.published->update(connect::service_record(says).value());
    EXPECT_TRUE(until(loop, [&] { return manager.found["evse1038"].says.has_cem; }));
  });
}

TEST(BuiltIn, ANameThatIsTakenIsToldAndNothingIsRenamed) {
  in_private_network([] {
    Loop loop;
    Program charger(loop);
    Program other(loop);
    charger.publish(evse());
    ASSERT_TRUE(until(loop, [&] { return charger.is_published; }));
    other.publish(evse("https://evse1038.local:9000/"));
    ASSERT_TRUE(until(loop, [&] { return !other.troubles.empty(); }));
    EXPECT_EQ(other.troubles[0].rule, "S2CPP-DNSSD");
    EXPECT_THAT(other.troubles[0].text, HasSubstr("evse1038.local is taken"));
    EXPECT_FALSE(other.is_published);
    EXPECT_TRUE(until(loop, [&] { return other.found.contains("evse1038"); })) << "the one who has the name";
    EXPECT_EQ(other.found.size(), 1U) << "and not under another name either";
  });
}

// An address has many names then, and none of them is in the way of another.
TEST(BuiltIn, ManyEndpointsOfOneMachineStandBesideEachOther) {
  in_private_network([] {
    Loop loop;
    Program charger(loop);
    Program boiler(loop);
    charger.publish(evse());
    ASSERT_TRUE(until(loop, [&] { return charger.is_published; }));
    boiler.publish(evse("https://boiler.local:8444/"));
    ASSERT_TRUE(until(loop, [&] { return boiler.is_published && charger.found.contains("boiler"); }));
    EXPECT_TRUE(charger.found.contains("evse1038"));
    EXPECT_TRUE(charger.troubles.empty());
    EXPECT_TRUE(boiler.troubles.empty());
    EXPECT_EQ(look_up(charger, "boiler.local").value().front(), "127.0.0.1");
  });
}

// C-043
TEST(BuiltIn, AProgramThatEndsSaysGoodbye) {
  in_private_network([] {
    Loop loop;
    auto charger = std::make_unique<Program>(loop);
    Program manager(loop);
    charger->publish(evse());
    ASSERT_TRUE(until(loop, [&] { return charger->is_published && manager.found.contains("evse1038"); }));
    charger.reset();  // without another turn of its loop
    EXPECT_TRUE(until(loop, [&] { return !manager.found.contains("evse1038"); }));
  });
}

TEST(BuiltIn, AHostInTheLanHasANameOfOneWord) {
  in_private_network([] {
    Loop loop;
    Program charger(loop);
    charger.publish(evse("https://evse.garage.local/"));
    ASSERT_TRUE(until(loop, [&] { return !charger.troubles.empty(); }));
    EXPECT_THAT(charger.troubles[0].text, HasSubstr("evse.garage.local"));
  });
}

}  // namespace
}  // namespace s2::transport
