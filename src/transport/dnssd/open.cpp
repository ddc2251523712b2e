// What does the work, and what is made of it.

#include "browser.hpp"
#include "lookup.hpp"
#include "mdns.hpp"

#include <s2/transport/interfaces.hpp>

#include <algorithm>
#include <utility>

namespace s2::transport {
namespace {

using namespace dnssd;

class OnMdns : public Dnssd {
 public:
  OnMdns(Loop& loop, std::unique_ptr<Mdns> mdns, std::string reason)
      : loop_(loop),
        mdns_(std::move(mdns)),
        reason_(std::move(reason)),
        resolver_(std::make_shared<LanResolver>(loop, *mdns_)) {}
  ~OnMdns() override { resolver_->end(); }

  std::string backend() const override { return mdns_->backend(); }
  std::string reason() const override { return reason_; }
  std::unique_ptr<Published> publish(const connect::ServiceRecord& record, PublishHandler handler) override {
    return mdns_->publish(record, std::move(handler));
  }
  std::unique_ptr<Ongoing> browse(BrowseHandler handler) override {
    return std::make_unique<Browser>(loop_, *mdns_, std::move(handler));
  }
  std::shared_ptr<Resolver> resolver() override { return resolver_; }

 private:
  Loop& loop_;
  std::unique_ptr<Mdns> mdns_;
  std::string reason_;
  std::shared_ptr<LanResolver> resolver_;
};

// The daemon where it runs: two responders on a machine cannot both get what is sent to one alone.
Result<std::unique_ptr<Mdns>> open_mdns(Loop& loop, const DnssdOptions& options, std::string& reason) {
  if (options.backend != DnssdBackend::built_in) {
    auto daemon = open_daemon(loop, options);
    if (daemon || options.backend == DnssdBackend::daemon) return daemon;
    reason = std::move(daemon).error().text;
  }
  return open_built_in(loop, options);
}

}  // namespace

Result<std::unique_ptr<Dnssd>> open_dnssd(Loop& loop, const DnssdOptions& options) {
  const auto known = network_interfaces();
  for (const std::string& name : options.interfaces) {
    const bool is_known = std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.name == name; });
    if (!is_known) return Unexpected{trouble("this machine has no network interface named " + name, name)};
  }
  std::string reason;
  auto mdns = open_mdns(loop, options, reason);
  if (!mdns) return Unexpected{std::move(mdns).error()};
  return std::unique_ptr<Dnssd>(std::make_unique<OnMdns>(loop, std::move(*mdns), std::move(reason)));
}

}  // namespace s2::transport
