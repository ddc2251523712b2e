#pragma once
// ScriptedDnssd: service discovery in which a test says who is there.

#include <s2/transport/dnssd.hpp>

namespace s2::tests {

/// Keeps who browses, for the test to tell them something.
class ScriptedDnssd : public transport::Dnssd {
 public:
  std::string backend() const override { return "scripted"; }
  std::unique_ptr<transport::Published> publish(const connect::ServiceRecord&, transport::PublishHandler) override {
    return nullptr;
  }
  std::unique_ptr<transport::Ongoing> browse(transport::BrowseHandler handler) override {
    browser = std::move(handler);
    return std::make_unique<transport::Ongoing>();
  }
  std::shared_ptr<transport::Resolver> resolver() override { return nullptr; }

  transport::BrowseHandler browser;
};

/// A charger that says what chargers say.
inline transport::ServiceFound charger() {
  transport::ServiceFound one;
  one.instance = "evse1038";
  one.host = "evse1038.local";
  one.port = 8443;
  one.addresses = {"192.168.1.7", "fe80::1%eth0"};
  one.interfaces = {"eth0"};
  one.says.name = "Charger";
  one.says.pairing_url = connect::BaseUrl::parse("https://evse1038.local:8443/pairing/").value();
  one.says.has_rm = true;
  return one;
}

}  // namespace s2::tests
