#pragma once
// Daemon: Avahi's daemon, as long as it runs and is reached over D-Bus.

#include "bus.hpp"
#include "mdns.hpp"
#include "record_group.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace s2::transport::dnssd {

class DaemonObject;

/// Multicast DNS by the daemon. When it goes, everything that was asked of it is told so and asked again once it is
/// back; so is the bus.
class Daemon : public Mdns, public Publisher {
 public:
  /// How long it is waited for at the beginning.
  static constexpr Duration beginning{2'000};
  /// How long after the end of the bus, or after a question that was refused, it is tried again.
  static constexpr Duration retry{3'000};

  Daemon(Loop& loop, DnssdOptions options) : loop_(loop), options_(std::move(options)) {}
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  ~Daemon() override { loop_.cancel(timer_); }

  /// Connects. Fails with "S2CPP-DNSSD": no bus, or no daemon on it.
  Result<void> begin();

  std::string backend() const override { return "avahi-daemon"; }
  std::unique_ptr<Ongoing> listen(const std::string& name, RecordType type, Listener listener) override;
  std::unique_ptr<Published> publish(const connect::ServiceRecord& record, PublishHandler handler) override;
  std::unique_ptr<RecordGroup> add(const Entries& entries, GroupTold told) override;

  /// What was asked for.
  const DnssdOptions& options() const { return options_; }
  /// Whether it runs.
  bool is_there() const { return !owner_.empty(); }
  /// Why it does not, a sentence.
  const std::string& why_not() const { return why_not_; }
  /// Begins a call to it; only while it is there.
  BusCall call(const std::string& path, const std::string& interface, const std::string& member) const;
  /// Makes it.
  void ask(BusCall call, Bus::Answered answered) { bus_->ask(std::move(call), std::move(answered)); }
  /// Frees an object of the daemon's.
  void free(const std::string& path, const std::string& interface);

  /// An object of ours begins, and is told when the daemon comes and goes.
  void enter(DaemonObject& object) { objects_.insert(&object); }
  /// It ends.
  void leave(DaemonObject& object) { objects_.erase(&object); }
  /// Signals of this path are its.
  void hear(const std::string& path, DaemonObject& object) { by_path_[path] = &object; }
  /// They are nobody's.
  void forget(const std::string& path) { by_path_.erase(path); }

 private:
  Result<void> connect();
  void greet();
  void on_signal(sd_bus_message* message);
  void on_owner(const std::string& owner);
  void on_bus_end(const std::string& why);
  void try_again();

  Loop& loop_;
  DnssdOptions options_;
  std::unordered_set<DaemonObject*> objects_;
  std::unordered_map<std::string, DaemonObject*> by_path_;
  std::unique_ptr<Bus> bus_;
  std::string owner_;  // its name on the bus at the moment
  std::string why_not_;
  bool is_known_ = false;  // whether the bus has said who owns its name
  std::uint64_t timer_ = 0;
};

/// The interface of Avahi with this name.
std::string avahi_interface(const std::string& name);

}  // namespace s2::transport::dnssd
