#pragma once
// DaemonScene: a bus, a daemon on it, and service discovery that uses it.

#include "../peers.hpp"
#include "fake_avahi.hpp"
#include "private_bus.hpp"
#include "scripted_mdns.hpp"

#include <s2/transport/dnssd.hpp>

#include <gmock/gmock.h>

#include <map>
#include <optional>

namespace s2::transport::dnssd {

/// The names that are asked for.
inline const std::string all_services = "_s2connect._tcp.local";

/// What a charger publishes.
inline connect::ServiceRecord charger_record(const std::string& name = "Charger") {
  connect::Advertisement says;
  says.name = name;
  says.pairing_url = connect::BaseUrl::parse("https://evse1038.local:8443/pairing/").value();
  says.has_rm = true;
  return connect::service_record(says, {.deployment_key = false}).value();
}

/// All of it on one loop.
struct DaemonScene {
  explicit DaemonScene(DnssdOptions options = {.backend = DnssdBackend::daemon}) {
    avahi.emplace(loop);
    auto opened = open_dnssd(loop, options);
    EXPECT_TRUE(opened) << opened.error().text;
    if (opened) dnssd = std::move(*opened);
  }
  /// Publishes, and notes down how that fares.
  void publish() {
    published = dnssd->publish(charger_record(),
                               {.on_published = [this] { ++times_published; },
                                .on_trouble = [this](const Finding& finding) { troubles.push_back(finding.text); }});
  }
  /// Browses, and notes down who is there.
  void browse() {
    browsing = dnssd->browse({.on_found = [this](const ServiceFound& one) { found[one.instance] = one; },
                              .on_gone = [this](const std::string& instance) { found.erase(instance); },
                              .on_unusable = nullptr,
                              .on_trouble = [this](const Finding& finding) { troubles.push_back(finding.text); }});
    EXPECT_TRUE(until(loop, [&] { return avahi->objects("RecordBrowser").size() == 3; }));
  }
  /// Another endpoint appears in the network.
  void charger_appears() {
    avahi->say(all_services, RecordType::ptr, written({"evse1038", "_s2connect", "_tcp", "local"}));
    const std::string instance = "evse1038." + all_services;
    EXPECT_TRUE(until(loop, [&] { return avahi->objects("RecordBrowser").size() == 5; }));
    std::string text;
    for (const auto& one : charger_record().txt) text += static_cast<char>(one.size()) + one;
    avahi->say(instance, RecordType::txt, text);
  }
  bool is_told(const std::string& words) const {
    for (const auto& text : troubles) {
      if (text.find(words) != text.npos) return true;
    }
    return false;
  }

  PrivateBus bus;
  Loop loop;
  std::optional<FakeAvahi> avahi;
  std::unique_ptr<Dnssd> dnssd;
  std::map<std::string, ServiceFound> found;
  std::vector<std::string> troubles;
  int times_published = 0;
  std::unique_ptr<Ongoing> browsing;
  std::unique_ptr<Published> published;
};

/// A test that needs a bus.
class DaemonTest : public testing::Test {
 protected:
  void SetUp() override { has_bus(); }
};

}  // namespace s2::transport::dnssd
