// Avahi's core in this process: one responder that listens, and publishes what it is given.

#include "avahi.hpp"
#include "core_group.hpp"
#include "mdns.hpp"
#include "poll.hpp"
#include "publication.hpp"

#include <s2/transport/interfaces.hpp>

#include <avahi-common/error.h>
#include <avahi-core/core.h>
#include <avahi-core/log.h>
#include <avahi-core/lookup.h>

#include <array>
#include <utility>

namespace s2::transport::dnssd {
namespace {

using Server = std::unique_ptr<AvahiServer, Freed<&avahi_server_free>>;

// What Avahi would write to standard error. What matters comes as a state as well.
void be_silent(AvahiLogLevel, const char*) {}

struct Config {
  Config() { avahi_server_config_init(&plain); }
  ~Config() { avahi_server_config_free(&plain); }
  Config(const Config&) = delete;
  Config& operator=(const Config&) = delete;
  AvahiServerConfig plain{};
};

void use_interfaces(AvahiServerConfig& config, const DnssdOptions& options) {
  config.allow_interfaces = strings_of(options.interfaces).release();
  if (options.loopback) return;
  std::vector<std::string> denied;
  for (const auto& one : network_interfaces()) {
    if (one.is_loopback) denied.push_back(one.name);
  }
  config.deny_interfaces = strings_of(denied).release();
}

// A responder without records of its own. `error` says why there is none.
Server new_server(const Poll& poll, const DnssdOptions& options, int& error) {
  avahi_set_log_function(be_silent);
  Config config;
  use_interfaces(config.plain, options);
  config.plain.publish_hinfo = config.plain.publish_workstation = config.plain.publish_domain = 0;
  config.plain.enable_wide_area = 0;
  config.plain.add_service_cookie = 0;
  config.plain.publish_addresses = 0;
  const auto unheard = [](AvahiServer*, AvahiServerState, void*) {};
  return Server(avahi_server_new(poll.api(), &config.plain, unheard, nullptr, &error));
}

class Listening : public Ongoing {
 public:
  Listening(Loop& loop, AvahiServer* server, const std::string& name, RecordType type, Listener listener)
      : loop_(loop), listener_(std::move(listener)) {
    const std::unique_ptr<AvahiKey, Freed<&avahi_key_unref>> key(
        avahi_key_new(name.c_str(), AVAHI_DNS_CLASS_IN, static_cast<std::uint16_t>(type)));
    browser_.reset(avahi_s_record_browser_new(server, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, key.get(),
                                              AVAHI_LOOKUP_USE_MULTICAST, &heard, this));
    if (browser_ || !listener_.on_trouble) return;
    const std::string why = avahi_strerror(avahi_server_errno(server));
    timer_ = loop_.after(Duration{0}, [this, why] { listener_.on_trouble(trouble("nothing can be asked: " + why)); });
  }
  ~Listening() override { loop_.cancel(timer_); }

 private:
  static void heard(AvahiSRecordBrowser*, AvahiIfIndex interface, AvahiProtocol protocol, AvahiBrowserEvent event,
                    AvahiRecord* record, AvahiLookupResultFlags, void* user) {
    if (record == nullptr || (event != AVAHI_BROWSER_NEW && event != AVAHI_BROWSER_REMOVE)) return;
    std::array<char, record_bytes> data;
    const std::size_t size = avahi_rdata_serialize(record, data.data(), data.size());
    if (size > data.size()) return;  // it could not be written
    static_cast<Listening*>(user)->listener_.on_record({.is_there = event == AVAHI_BROWSER_NEW,
                                                        .interface = interface,
                                                        .by_ipv6 = protocol == AVAHI_PROTO_INET6,
                                                        .data = std::string(data.data(), size)});
  }

  Loop& loop_;
  Listener listener_;
  std::uint64_t timer_ = 0;
  std::unique_ptr<AvahiSRecordBrowser, Freed<&avahi_s_record_browser_free>> browser_;
};

class BuiltIn : public Mdns, public Publisher {
 public:
  BuiltIn(Loop& loop, DnssdOptions options) : loop_(loop), options_(std::move(options)), poll_(loop) {}

  Result<void> begin() {
    int error = 0;
    server_ = new_server(poll_, options_, error);
    if (server_) return {};
    if (error == AVAHI_ERR_NO_NETWORK) {
      return Unexpected{
          trouble("port 5353 of UDP cannot be shared: another program keeps multicast DNS to itself "
                  "(avahi-daemon with disallow-other-stacks=yes?). Use that one, or let it share")};
    }
    return Unexpected{trouble(std::string("service discovery cannot begin: ") + avahi_strerror(error))};
  }

  std::string backend() const override { return "built in"; }

  std::unique_ptr<Ongoing> listen(const std::string& name, RecordType type, Listener listener) override {
    return std::make_unique<Listening>(loop_, server_.get(), name, type, std::move(listener));
  }

  std::unique_ptr<Published> publish(const connect::ServiceRecord& record, PublishHandler handler) override {
    return std::make_unique<Publication>(loop_, *this, options_, record, std::move(handler));
  }

  std::unique_ptr<RecordGroup> add(const Entries& entries, GroupTold told) override {
    return std::make_unique<CoreGroup>(server_.get(), entries, std::move(told));
  }

 private:
  Loop& loop_;
  DnssdOptions options_;
  Poll poll_;
  Server server_;
};

}  // namespace

Result<std::unique_ptr<Mdns>> open_built_in(Loop& loop, const DnssdOptions& options) {
  auto made = std::make_unique<BuiltIn>(loop, options);
  if (auto begun = made->begin(); !begun) return Unexpected{std::move(begun).error()};
  return std::unique_ptr<Mdns>(std::move(made));
}

}  // namespace s2::transport::dnssd
