#include "publication.hpp"

#include "avahi.hpp"

#include <avahi-common/address.h>
#include <avahi-common/error.h>
#include <avahi-core/core.h>

#include <algorithm>

namespace s2::transport::dnssd {
namespace {

// How often the addresses of this machine are looked at: Avahi looks after those of its own host name alone.
constexpr Duration address_look{5'000};

std::string without_scope(const std::string& address) { return address.substr(0, address.find('%')); }

bool is_link_local(const std::string& address) { return address.find('%') != address.npos; }

// A link-local address of IPv6 only where there is no other one, as Avahi does: fewer addresses to try in vain.
std::vector<std::string> addresses_to_publish(const NetworkInterface& one) {
  std::vector<std::string> chosen;
  const bool has_other = std::any_of(one.addresses.begin(), one.addresses.end(), [](const auto& address) {
    return address.find(':') != address.npos && !is_link_local(address);
  });
  for (const std::string& address : one.addresses) {
    if (!has_other || !is_link_local(address)) chosen.push_back(without_scope(address));
  }
  return chosen;
}

}  // namespace

Publication::Publication(Loop& loop, AvahiServer* server, const DnssdOptions& options, connect::ServiceRecord record,
                         PublishHandler handler)
    : loop_(loop), server_(server), options_(options), record_(std::move(record)), handler_(std::move(handler)) {
  begin();
}

Publication::~Publication() { end(); }

void Publication::update(const connect::ServiceRecord& record) {
  const bool only_text = group_ != nullptr && record.host == record_.host && record.instance == record_.instance &&
                         record.port == record_.port && record.subtypes == record_.subtypes;
  record_ = record;
  if (only_text && change_text()) return;
  begin();
}

void Publication::begin() {
  end();
  if (!is_plain_local(record_.host)) {
    return tell(trouble("a host in the LAN has a name of one word and .local, not " + record_.host, record_.host));
  }
  places_ = places();
  watch_ = loop_.after(address_look, [this] { look_at_addresses(); });
  group_ = avahi_s_entry_group_new(server_, &group_is, this);
  int error = group_ == nullptr ? avahi_server_errno(server_) : add_host();
  if (error == 0) error = add_service();
  if (error == 0) error = avahi_s_entry_group_commit(group_);
  if (error != 0) fail(std::string("the endpoint's records were not taken: ") + avahi_strerror(error));
}

// Says goodbye.
void Publication::end() {
  loop_.cancel(std::exchange(timer_, 0));
  loop_.cancel(std::exchange(watch_, 0));
  if (auto* group = std::exchange(group_, nullptr)) avahi_s_entry_group_free(group);
}

std::vector<Publication::Place> Publication::places() const {
  std::vector<Place> all;
  const auto& wanted = options_.interfaces;
  for (const NetworkInterface& one : network_interfaces()) {
    const bool is_wanted = wanted.empty() || std::find(wanted.begin(), wanted.end(), one.name) != wanted.end();
    const bool is_usable = one.is_loopback ? options_.loopback : one.can_multicast;
    if (!one.is_up || !is_wanted || !is_usable) continue;
    for (const std::string& address : addresses_to_publish(one)) all.emplace_back(one.index, address);
  }
  return all;
}

void Publication::look_at_addresses() {
  if (places() != places_) return begin();
  watch_ = loop_.after(address_look, [this] { look_at_addresses(); });
}

int Publication::add_host() {
  for (const auto& [interface, text] : places_) {
    AvahiAddress address;
    if (avahi_address_parse(text.c_str(), AVAHI_PROTO_UNSPEC, &address) == nullptr) continue;
    // Without the way back from address to name: that has room for one name.
    const int error = avahi_server_add_address(server_, group_, interface, AVAHI_PROTO_UNSPEC, AVAHI_PUBLISH_NO_REVERSE,
                                               record_.host.c_str(), &address);
    if (error != 0) return error;
  }
  return 0;
}

int Publication::add_service() {
  const std::string type(connect::service_type);
  const Strings text = strings_of(record_.txt);
  int error = avahi_server_add_service_strlst(server_, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                              record_.instance.c_str(), type.c_str(), nullptr, record_.host.c_str(),
                                              record_.port, text.get());
  for (const std::string& subtype : record_.subtypes) {
    if (error != 0) break;
    error = avahi_server_add_service_subtype(server_, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                             record_.instance.c_str(), type.c_str(), nullptr, subtype.c_str());
  }
  return error;
}

bool Publication::change_text() {
  const std::string type(connect::service_type);
  return avahi_server_update_service_txt_strlst(server_, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                                record_.instance.c_str(), type.c_str(), nullptr,
                                                strings_of(record_.txt).get()) == 0;
}

void Publication::group_is(AvahiServer*, AvahiSEntryGroup* group, AvahiEntryGroupState state, void* user) {
  auto& self = *static_cast<Publication*>(user);
  if (group != self.group_) return;  // one that goes
  if (state == AVAHI_ENTRY_GROUP_ESTABLISHED) self.tell_published();
  if (state == AVAHI_ENTRY_GROUP_COLLISION) self.fail(self.name_is_taken());
  if (state == AVAHI_ENTRY_GROUP_FAILURE) self.fail("the endpoint's records were not taken");
}

std::string Publication::name_is_taken() const {
  return "the name " + record_.host + " is taken by another host in this network; nothing is published until it is " +
         "free. Give this endpoint another name, and with it another certificate";
}

// Avahi may be in the middle of something, so the end comes from the loop; and later it is tried again.
void Publication::fail(const std::string& why) {
  tell(trouble(why, record_.host));
  loop_.cancel(timer_);
  timer_ = loop_.after(Duration{0}, [this] {
    end();
    timer_ = loop_.after(retry_after, [this] { begin(); });
  });
}

// The same twice is told once.
void Publication::tell(const Finding& finding) {
  if (std::exchange(told_, finding.text) == finding.text || !handler_.on_trouble) return;
  loop_.post([alive = std::weak_ptr(alive_), told = handler_.on_trouble, finding] {
    if (!alive.expired()) told(finding);
  });
}

void Publication::tell_published() {
  told_.clear();
  if (!handler_.on_published) return;
  loop_.post([alive = std::weak_ptr(alive_), told = handler_.on_published] {
    if (!alive.expired()) told();
  });
}

}  // namespace s2::transport::dnssd
