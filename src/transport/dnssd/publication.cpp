#include "publication.hpp"

#include <s2/transport/interfaces.hpp>

#include <algorithm>
#include <utility>

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

Publication::Publication(Loop& loop, Publisher& publisher, const DnssdOptions& options, connect::ServiceRecord record,
                         PublishHandler handler)
    : loop_(loop), publisher_(publisher), options_(options), record_(std::move(record)), handler_(std::move(handler)) {
  begin();
}

Publication::~Publication() { end(); }

void Publication::update(const connect::ServiceRecord& record) {
  const bool only_text = group_ != nullptr && record.host == record_.host && record.instance == record_.instance &&
                         record.port == record_.port && record.subtypes == record_.subtypes;
  record_ = record;
  if (only_text && group_->change_text(record_.txt)) return;
  begin();
}

void Publication::begin() {
  end();
  if (!is_plain_local(record_.host)) {
    return tell(trouble("a host in the LAN has a name of one word and .local, not " + record_.host, record_.host));
  }
  places_ = places();
  watch_ = loop_.after(address_look, [this] { look_at_addresses(); });
  group_ = publisher_.add({.places = places_, .record = record_},
                          [this](GroupState state, const std::string& why) { group_is(state, why); });
}

// Says goodbye.
void Publication::end() {
  loop_.cancel(std::exchange(timer_, 0));
  loop_.cancel(std::exchange(watch_, 0));
  group_.reset();
}

std::vector<Place> Publication::places() const {
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

void Publication::group_is(GroupState state, const std::string& why) {
  switch (state) {
    case GroupState::established:
      return tell_published();
    case GroupState::taken:
      return fail(name_is_taken());
    case GroupState::refused:
      return fail(why);
    case GroupState::paused:
      return tell(trouble(why, record_.host));
  }
}

std::string Publication::name_is_taken() const {
  return "the name " + record_.host + " is taken by another host in this network; nothing is published until it is " +
         "free. Give this endpoint another name, and with it another certificate";
}

// The publisher may be in the middle of something, so the end comes from the loop; and later it is tried again.
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
