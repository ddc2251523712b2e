// Who owns Avahi's name on the bus is the daemon; with every owner everything begins anew.

#include "daemon.hpp"

#include "daemon_group.hpp"
#include "daemon_question.hpp"
#include "publication.hpp"

#include <utility>
#include <vector>

namespace s2::transport::dnssd {
namespace {

const std::string avahi = "org.freedesktop.Avahi";
const std::string bus_name = "org.freedesktop.DBus";

BusMethod bus_method(const std::string& member) {
  return {.destination = bus_name, .path = "/org/freedesktop/DBus", .interface = bus_name, .member = member};
}

constexpr const char* owner_changes =
    "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',"
    "arg0='org.freedesktop.Avahi'";

constexpr const char* no_daemon =
    "avahi-daemon does not run here (systemctl start avahi-daemon), or has no D-Bus (enable-dbus=yes)";

std::string text_of(const char* said) { return said == nullptr ? "" : said; }

}  // namespace

std::string avahi_interface(const std::string& name) { return avahi + '.' + name; }

Result<void> Daemon::begin() {
  if (auto connected = connect(); !connected) return connected;
  if (!bus_->wait(beginning, [this] { return is_known_; })) {
    return Unexpected{trouble("D-Bus's system bus, by which avahi-daemon is spoken to, does not answer")};
  }
  if (!is_there()) return Unexpected{trouble(why_not_)};
  return {};
}

Result<void> Daemon::connect() {
  auto opened = Bus::open(loop_, {.on_signal = [this](sd_bus_message* message) { on_signal(message); },
                                  .on_end = [this](const std::string& why) { on_bus_end(why); }});
  if (!opened) return Unexpected{std::move(opened).error()};
  bus_ = std::move(*opened);
  greet();
  return {};
}

// First the wish to hear of changes, then the question how it is: nothing falls in between.
void Daemon::greet() {
  bus_->ask(std::move(bus_->call(bus_method("AddMatch")).text(owner_changes)), [](auto) {});
  bus_->ask(std::move(bus_->call(bus_method("GetNameOwner")).text(avahi)), [this](auto answer) {
    is_known_ = true;
    on_owner(answer ? read_text(*answer, 's').value_or("") : "");
  });
}

std::unique_ptr<Ongoing> Daemon::listen(const std::string& name, RecordType type, Listener listener) {
  return std::make_unique<DaemonQuestion>(loop_, *this, name, type, std::move(listener));
}

std::unique_ptr<Published> Daemon::publish(const connect::ServiceRecord& record, PublishHandler handler) {
  return std::make_unique<Publication>(loop_, *this, options_, record, std::move(handler));
}

std::unique_ptr<RecordGroup> Daemon::add(const Entries& entries, GroupTold told) {
  return std::make_unique<DaemonGroup>(*this, entries, std::move(told));
}

// By the owner's own name, so that nothing starts a daemon that was stopped.
BusCall Daemon::call(const std::string& path, const std::string& interface, const std::string& member) const {
  return bus_->call({.destination = owner_, .path = path, .interface = interface, .member = member});
}

void Daemon::free(const std::string& path, const std::string& interface) { bus_->tell(call(path, interface, "Free")); }

void Daemon::on_signal(sd_bus_message* message) {
  const std::string sender = text_of(sd_bus_message_get_sender(message));
  if (sender == bus_name && sd_bus_message_is_signal(message, bus_name.c_str(), "NameOwnerChanged") > 0) {
    const auto name = read_text(message, 's');
    const auto before = read_text(message, 's');
    const auto owner = read_text(message, 's');
    if (name == avahi && before && owner) on_owner(*owner);
    return;
  }
  if (!is_there() || sender != owner_) return;
  const auto found = by_path_.find(text_of(sd_bus_message_get_path(message)));
  if (found != by_path_.end()) found->second->on_signal(text_of(sd_bus_message_get_member(message)), message);
}

void Daemon::on_owner(const std::string& owner) {
  const bool was_there = is_there();
  why_not_ = was_there ? "avahi-daemon has ended; discovery goes on when it runs again" : no_daemon;
  if (owner == owner_) return;
  owner_.clear();
  const std::vector<DaemonObject*> all(objects_.begin(), objects_.end());
  if (was_there) {
    for (auto* object : all) object->end(why_not_);
  }
  owner_ = owner;
  if (!is_there()) return;
  for (auto* object : all) object->begin();
}

void Daemon::on_bus_end(const std::string& why) {
  owner_.clear();
  why_not_ = "D-Bus, by which avahi-daemon is spoken to, has gone (" + why + "); discovery goes on when it is back";
  for (auto* object : std::vector<DaemonObject*>(objects_.begin(), objects_.end())) object->end(why_not_);
  bus_.reset();
  try_again();
}

void Daemon::try_again() {
  timer_ = loop_.after(retry, [this] {
    timer_ = 0;
    if (!connect()) try_again();
  });
}

Result<std::unique_ptr<Mdns>> open_daemon(Loop& loop, const DnssdOptions& options) {
  auto made = std::make_unique<Daemon>(loop, options);
  if (auto begun = made->begin(); !begun) return Unexpected{std::move(begun).error()};
  return std::unique_ptr<Mdns>(std::move(made));
}

}  // namespace s2::transport::dnssd
