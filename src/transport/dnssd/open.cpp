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
  OnMdns(Loop& loop, std::unique_ptr<Mdns> mdns)
      : loop_(loop), mdns_(std::move(mdns)), resolver_(std::make_shared<LanResolver>(loop, *mdns_)) {}
  ~OnMdns() override { resolver_->end(); }

  std::string backend() const override { return mdns_->backend(); }
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
  std::shared_ptr<LanResolver> resolver_;
};

Result<std::unique_ptr<Mdns>> open_mdns(Loop& loop, const DnssdOptions& options) {
  if (options.backend == DnssdBackend::daemon) {
    return Unexpected{trouble("Avahi's daemon is not spoken to yet; the built-in form works beside it")};
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
  auto mdns = open_mdns(loop, options);
  if (!mdns) return Unexpected{std::move(mdns).error()};
  return std::unique_ptr<Dnssd>(std::make_unique<OnMdns>(loop, std::move(*mdns)));
}

}  // namespace s2::transport
