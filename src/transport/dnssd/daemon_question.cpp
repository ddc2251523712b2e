#include "daemon_question.hpp"

#include "avahi.hpp"

#include <s2/transport/interfaces.hpp>

#include <avahi-common/address.h>
#include <avahi-common/defs.h>

#include <algorithm>
#include <utility>

namespace s2::transport::dnssd {
namespace {

constexpr std::uint16_t class_in = 1;

bool is_wanted(int interface, const DnssdOptions& options) {
  if (!options.loopback && is_loopback(interface)) return false;
  const auto& names = options.interfaces;
  return names.empty() || std::find(names.begin(), names.end(), interface_name(interface)) != names.end();
}

// ItemNew and ItemRemove: interface, protocol, name, class, type, data, flags. What answers the question is the data.
std::optional<Heard> read_item(sd_bus_message* message) {
  const auto interface = read_number(message);
  const auto protocol = read_number(message);
  const auto name = read_text(message, 's');
  const auto its_class = read_small(message);
  const auto type = read_small(message);
  const auto data = read_bytes(message);
  if (!interface || !protocol || !name || !its_class || !type || !data || data->size() > record_bytes) {
    return std::nullopt;
  }
  return Heard{.is_there = false,
               .interface = *interface,
               .by_ipv6 = *protocol == AVAHI_PROTO_INET6,
               .data = std::string(*data)};
}

}  // namespace

DaemonQuestion::DaemonQuestion(Loop& loop, Daemon& daemon, std::string name, RecordType type, Listener listener)
    : DaemonObject(daemon, "RecordBrowser"),
      loop_(loop),
      name_(std::move(name)),
      type_(type),
      listener_(std::move(listener)) {
  begin();
}

DaemonQuestion::~DaemonQuestion() {
  loop_.cancel(timer_);
  loop_.cancel(retry_);
}

BusCall DaemonQuestion::making() const {
  return std::move(daemon()
                       .call("/", avahi_interface("Server"), "RecordBrowserNew")
                       .number(AVAHI_IF_UNSPEC)
                       .number(AVAHI_PROTO_UNSPEC)
                       .text(name_)
                       .small(class_in)
                       .small(static_cast<std::uint16_t>(type_))
                       .natural(AVAHI_LOOKUP_USE_MULTICAST));
}

void DaemonQuestion::on_signal(const std::string& member, sd_bus_message* message) {
  if (member == "Failure") return fail("avahi-daemon cannot ask: " + read_text(message, 's').value_or("no reason"));
  if (member != "ItemNew" && member != "ItemRemove") return;
  auto heard = read_item(message);
  if (!heard || !is_wanted(heard->interface, daemon().options())) return;
  heard->is_there = member == "ItemNew";
  take(*heard);
}

// Whatever is told is known here, so that it can be taken back.
void DaemonQuestion::take(const Heard& heard) {
  if (heard_.take(heard)) listener_.on_record(heard);
}

void DaemonQuestion::on_refused(const BusError& error) { fail("avahi-daemon asks nothing for us: " + error.text); }

void DaemonQuestion::fail(const std::string& why) {
  forget();
  tell(why);
  loop_.cancel(retry_);
  retry_ = loop_.after(Daemon::retry, [this] {
    forget();
    begin();
  });
}

void DaemonQuestion::on_away(const std::string& why) {
  loop_.cancel(retry_);
  forget();
  tell(why);
}

void DaemonQuestion::forget() {
  for (Heard gone : std::vector<Heard>(heard_.all())) {
    gone.is_there = false;
    take(gone);
  }
}

void DaemonQuestion::tell(const std::string& why) {
  if (std::exchange(told_, why) == why || !listener_.on_trouble) return;
  loop_.cancel(timer_);
  timer_ = loop_.after(Duration{0}, [this, why] {
    const auto told = listener_.on_trouble;  // which may be the end of this
    told(trouble(why));
  });
}

}  // namespace s2::transport::dnssd
