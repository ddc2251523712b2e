// Avahi's core in this process: one responder that listens, and one for each endpoint that is published, since a
// responder has one host name and keeps the addresses of that in order by itself.

#include "avahi.hpp"
#include "mdns.hpp"
#include "poll.hpp"

#include <s2/transport/interfaces.hpp>

#include <avahi-common/error.h>
#include <avahi-common/malloc.h>
#include <avahi-core/core.h>
#include <avahi-core/log.h>
#include <avahi-core/lookup.h>
#include <avahi-core/publish.h>

#include <algorithm>
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

// A responder with a host name, or a listener without. `error` says why there is none.
Server new_server(const Poll& poll, const DnssdOptions& options, const std::string& host_label,
                  AvahiServerCallback told, void* user, int& error) {
  avahi_set_log_function(be_silent);
  Config config;
  use_interfaces(config.plain, options);
  config.plain.publish_hinfo = config.plain.publish_workstation = config.plain.publish_domain = 0;
  config.plain.enable_wide_area = 0;
  config.plain.add_service_cookie = 0;
  config.plain.publish_addresses = host_label.empty() ? 0 : 1;
  config.plain.publish_a_on_ipv6 = config.plain.publish_aaaa_on_ipv4 = 1;
  if (!host_label.empty()) {
    avahi_free(config.plain.host_name);
    config.plain.host_name = avahi_strdup(host_label.c_str());
  }
  return Server(avahi_server_new(poll.api(), &config.plain, told, user, &error));
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

// An endpoint that is published: first its host name is probed for and taken, then its service.
class Publication : public Published {
 public:
  Publication(Loop& loop, const Poll& poll, const DnssdOptions& options, connect::ServiceRecord record,
              PublishHandler handler)
      : loop_(loop), poll_(poll), options_(options), record_(std::move(record)), handler_(std::move(handler)) {
    begin();
  }
  ~Publication() override { loop_.cancel(timer_); }

  void update(const connect::ServiceRecord& record) override {
    const bool only_text = group_ != nullptr && record.host == record_.host && record.instance == record_.instance &&
                           record.port == record_.port && record.subtypes == record_.subtypes;
    record_ = record;
    if (only_text && change_text()) return;
    begin();
  }

 private:
  void begin() {
    end();
    if (!is_plain_local(record_.host)) {
      return tell(trouble("a host in the LAN has a name of one word and .local, not " + record_.host, record_.host));
    }
    int error = 0;
    server_ = new_server(poll_, options_, record_.host.substr(0, record_.host.find('.')), &server_is, this, error);
    if (!server_) fail(std::string("the endpoint cannot be published: ") + avahi_strerror(error));
  }

  // The group goes with its server.
  void end() {
    loop_.cancel(std::exchange(timer_, 0));
    group_ = nullptr;
    server_.reset();
  }

  static void server_is(AvahiServer* server, AvahiServerState state, void* user) {
    auto& self = *static_cast<Publication*>(user);
    if (state == AVAHI_SERVER_RUNNING) self.add_service(server);
    if (state == AVAHI_SERVER_COLLISION) self.fail(self.name_is_taken());
    if (state == AVAHI_SERVER_FAILURE) self.fail("service discovery in this process has failed");
  }

  static void group_is(AvahiServer*, AvahiSEntryGroup*, AvahiEntryGroupState state, void* user) {
    auto& self = *static_cast<Publication*>(user);
    if (state == AVAHI_ENTRY_GROUP_ESTABLISHED) self.tell_published();
    if (state == AVAHI_ENTRY_GROUP_COLLISION) self.fail(self.name_is_taken());
    if (state == AVAHI_ENTRY_GROUP_FAILURE) self.fail("the endpoint's records were not taken");
  }

  void add_service(AvahiServer* server) {
    if (group_ == nullptr) group_ = avahi_s_entry_group_new(server, &group_is, this);
    if (group_ == nullptr) return fail("the endpoint's records cannot be made");
    avahi_s_entry_group_reset(group_);
    const std::string type(connect::service_type);
    const Strings text = strings_of(record_.txt);
    int error = avahi_server_add_service_strlst(server, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                                record_.instance.c_str(), type.c_str(), nullptr, nullptr, record_.port,
                                                text.get());
    for (const std::string& subtype : record_.subtypes) {
      if (error != 0) break;
      error = avahi_server_add_service_subtype(server, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                               record_.instance.c_str(), type.c_str(), nullptr, subtype.c_str());
    }
    if (error == 0) error = avahi_s_entry_group_commit(group_);
    if (error != 0) fail(std::string("the endpoint's records were not taken: ") + avahi_strerror(error));
  }

  bool change_text() {
    const std::string type(connect::service_type);
    return avahi_server_update_service_txt_strlst(server_.get(), group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                                  record_.instance.c_str(), type.c_str(), nullptr,
                                                  strings_of(record_.txt).get()) == 0;
  }

  std::string name_is_taken() const {
    return "the name " + record_.host + " is taken by another host in this network; nothing is published until it is " +
           "free. Give this endpoint another name, and with it another certificate";
  }

  // Avahi may be in the middle of something, so the end comes from the loop; and later it is tried again.
  void fail(const std::string& why) {
    tell(trouble(why, record_.host));
    loop_.cancel(timer_);
    timer_ = loop_.after(Duration{0}, [this] {
      end();
      timer_ = loop_.after(retry_after, [this] { begin(); });
    });
  }

  // The same twice is told once.
  void tell(const Finding& finding) {
    if (std::exchange(told_, finding.text) == finding.text || !handler_.on_trouble) return;
    loop_.post([alive = std::weak_ptr(alive_), told = handler_.on_trouble, finding] {
      if (!alive.expired()) told(finding);
    });
  }

  void tell_published() {
    told_.clear();
    if (!handler_.on_published) return;
    loop_.post([alive = std::weak_ptr(alive_), told = handler_.on_published] {
      if (!alive.expired()) told();
    });
  }

  Loop& loop_;
  const Poll& poll_;
  const DnssdOptions& options_;
  connect::ServiceRecord record_;
  PublishHandler handler_;
  Server server_;
  AvahiSEntryGroup* group_ = nullptr;
  std::string told_;
  std::uint64_t timer_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

class BuiltIn : public Mdns {
 public:
  BuiltIn(Loop& loop, DnssdOptions options) : loop_(loop), options_(std::move(options)), poll_(loop) {}

  Result<void> begin() {
    int error = 0;
    server_ = new_server(
        poll_, options_, "", [](AvahiServer*, AvahiServerState, void*) {}, nullptr, error);
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
    return std::make_unique<Publication>(loop_, poll_, options_, record, std::move(handler));
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
