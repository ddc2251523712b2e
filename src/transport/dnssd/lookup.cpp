// A and AAAA records of one host, as they come.

#include "lookup.hpp"

#include "heard_addresses.hpp"

#include <s2/connect/base_url.hpp>

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace s2::transport::dnssd {
namespace {

Finding not_found(const std::string& host, const std::string& why) {
  return {.rule = "S2CPP-RESOLVE",
          .severity = Severity::error,
          .pointer = "",
          .value = host,
          .text = "no host named '" + host + "' answers in this network: " + why};
}

// The smaller, the better.
int rank(const std::string& text) {
  boost::system::error_code no_address;
  const auto address = boost::asio::ip::make_address(text, no_address);
  if (no_address) return 9;
  if (address.is_loopback()) return 0;
  if (address.is_v4()) return (address.to_v4().to_uint() >> 16U) == 0xA9FE ? 3 : 1;  // 169.254/16 holds on one link
  return address.to_v6().is_link_local() ? 4 : 2;
}

Name labels_of(const std::string& host) {
  Name name;
  for (std::size_t from = 0; from <= host.size();) {
    const std::size_t dot = std::min(host.find('.', from), host.size());
    name.push_back(host.substr(from, dot - from));
    from = dot + 1;
  }
  return name;
}

bool is_in_lan(const std::string& host) { return host.ends_with(".local"); }

}  // namespace

struct LanResolver::LookUp {
  std::string host;
  Done done;
  HeardSet v4;
  HeardSet v6;
  std::unique_ptr<Ongoing> asks_v4;
  std::unique_ptr<Ongoing> asks_v6;
  std::uint64_t timer = 0;
  bool gathers = false;
};

LanResolver::LanResolver(Loop& loop, Mdns& mdns) : loop_(loop), mdns_(&mdns), system_(system_resolver(loop)) {}

LanResolver::~LanResolver() { end(); }

void LanResolver::end() {
  mdns_ = nullptr;
  const auto dropped = std::move(under_way_);
  under_way_.clear();
  for (const auto& [number, one] : dropped) loop_.cancel(one->timer);
}

void LanResolver::look_up(const std::string& host, Done done) {
  const auto name = connect::normalised_host(host);
  if (!name || !is_in_lan(*name)) return system_->look_up(host, std::move(done));
  if (mdns_ == nullptr || under_way_.size() >= look_ups_max) {
    return loop_.post([done = std::move(done), host] {
      done(Unexpected{not_found(host, "service discovery has ended, or too many names are asked for at once")});
    });
  }
  const std::uint64_t number = ++last_;
  LookUp& one = *under_way_.emplace(number, std::make_unique<LookUp>()).first->second;
  one.host = host;
  one.done = std::move(done);
  one.timer = loop_.after(patience, [this, number] { finish(number); });
  const auto listen = [&](RecordType type, HeardSet& set) {
    Listener listener;
    listener.on_record = [this, number, &one, &set](const Heard& heard) {
      set.take(heard);
      if (!heard.is_there || std::exchange(one.gathers, true)) return;
      loop_.cancel(one.timer);
      one.timer = loop_.after(gathering, [this, number] { finish(number); });
    };
    return mdns_->listen(escaped(labels_of(*name)), type, std::move(listener));
  };
  one.asks_v4 = listen(RecordType::a, one.v4);
  one.asks_v6 = listen(RecordType::aaaa, one.v6);
}

void LanResolver::finish(std::uint64_t number) {
  const auto one = std::move(under_way_.extract(number).mapped());
  std::vector<std::string> addresses = addresses_in(one->v4, one->v6);
  std::stable_sort(addresses.begin(), addresses.end(),
                   [](const auto& left, const auto& right) { return rank(left) < rank(right); });
  if (addresses.empty()) {
    return one->done(Unexpected{not_found(one->host, "is it switched on and in the same network? s2 doctor looks")});
  }
  one->done(std::move(addresses));
}

}  // namespace s2::transport::dnssd
