// Everything that makes up a group is asked for at once; the bus keeps the order.

#include "daemon_group.hpp"

#include <s2/transport/interfaces.hpp>

#include <avahi-common/address.h>
#include <avahi-common/defs.h>

#include <algorithm>
#include <utility>

namespace s2::transport::dnssd {

std::vector<Place> chosen_places(const std::vector<Place>& places, std::size_t room) {
  std::vector<Place> chosen = places;
  const auto holds_on_one_link = [](const Place& place) { return place.second.starts_with("fe80:"); };
  while (chosen.size() > room) {
    const auto last = std::find_if(chosen.rbegin(), chosen.rend(), holds_on_one_link);
    chosen.erase(last == chosen.rend() ? chosen.end() - 1 : std::next(last).base());
  }
  return chosen;
}

DaemonGroup::DaemonGroup(Daemon& daemon, Entries entries, GroupTold told)
    : DaemonObject(daemon, "EntryGroup"), entries_(std::move(entries)), told_(std::move(told)) {
  begin();
}

BusCall DaemonGroup::making() const { return daemon().call("/", avahi_interface("Server"), "EntryGroupNew"); }

// Those that were asked for, or all.
std::vector<int> DaemonGroup::interfaces() const {
  const auto& names = daemon().options().interfaces;
  if (names.empty()) return {AVAHI_IF_UNSPEC};
  std::vector<int> chosen;
  for (const NetworkInterface& one : network_interfaces()) {
    if (std::find(names.begin(), names.end(), one.name) != names.end()) chosen.push_back(one.index);
  }
  return chosen;
}

void DaemonGroup::on_made() {
  has_failed_ = false;
  const auto on = interfaces();
  const std::size_t taken = on.size() * (1 + entries_.record.subtypes.size());
  const std::size_t room = std::max<std::size_t>(1, entries_max - std::min(taken, entries_max));
  for (const auto& [interface, address] : chosen_places(entries_.places, room)) {
    // Without the way back from address to name: that is of the machine's own name.
    ask(std::move(call("AddAddress")
                      .number(interface)
                      .number(AVAHI_PROTO_UNSPEC)
                      .natural(AVAHI_PUBLISH_NO_REVERSE)
                      .text(entries_.record.host)
                      .text(address)));
  }
  for (const int interface : on) add_service(interface);
  ask(call("Commit"));
}

BusCall DaemonGroup::begin_service(const std::string& member, int interface) const {
  return std::move(call(member)
                       .number(interface)
                       .number(AVAHI_PROTO_UNSPEC)
                       .natural(0)
                       .text(entries_.record.instance)
                       .text(std::string(connect::service_type))
                       .text(""));
}

void DaemonGroup::add_service(int interface) {
  const connect::ServiceRecord& record = entries_.record;
  ask(std::move(begin_service("AddService", interface).text(record.host).small(record.port).byte_strings(record.txt)));
  for (const std::string& subtype : record.subtypes) {
    ask(std::move(begin_service("AddServiceSubtype", interface).text(subtype)));
  }
}

bool DaemonGroup::change_text(const std::vector<std::string>& txt) {
  if (has_failed_) return false;
  entries_.record.txt = txt;
  if (!is_made()) return true;  // it will be made with this one
  for (const int interface : interfaces()) {
    ask(std::move(begin_service("UpdateServiceTxt", interface).byte_strings(txt)));
  }
  return true;
}

void DaemonGroup::on_signal(const std::string& member, sd_bus_message* message) {
  if (member != "StateChanged") return;
  const auto state = read_number(message);
  if (state == AVAHI_ENTRY_GROUP_ESTABLISHED) tell(GroupState::established, "");
  if (state == AVAHI_ENTRY_GROUP_COLLISION) tell(GroupState::taken, "");
  if (state == AVAHI_ENTRY_GROUP_FAILURE) {
    tell(GroupState::refused, "avahi-daemon does not publish: " + read_text(message, 's').value_or("no reason"));
  }
}

void DaemonGroup::on_refused(const BusError& error) {
  const bool is_taken = error.name == avahi_interface("CollisionError");
  tell(is_taken ? GroupState::taken : GroupState::refused, "avahi-daemon does not publish: " + error.text);
}

void DaemonGroup::on_away(const std::string& why) {
  has_failed_ = false;
  tell(GroupState::paused, why);
}

// After a failure this group is over, until the daemon begins anew.
void DaemonGroup::tell(GroupState state, const std::string& why) {
  if (has_failed_) return;
  has_failed_ = state == GroupState::taken || state == GroupState::refused;
  told_(state, why);
}

}  // namespace s2::transport::dnssd
