#pragma once
// DaemonObject: what the daemon makes for its clients, and as long as they are there.

#include "daemon.hpp"

#include <memory>
#include <string>

namespace s2::transport::dnssd {

/// Something that the daemon has for us, made anew whenever the daemon comes back, and freed at the end.
class DaemonObject {
 public:
  /// The interface is its own, without "org.freedesktop.Avahi.".
  DaemonObject(Daemon& daemon, const std::string& interface);
  DaemonObject(const DaemonObject&) = delete;
  DaemonObject& operator=(const DaemonObject&) = delete;
  virtual ~DaemonObject();

  /// Has it made, in place of what there was, or tells why not; for the constructor of the derived class, when it has
  /// failed, and when the daemon comes.
  void begin();
  /// The daemon has gone.
  void end(const std::string& why);
  /// A signal of its own, to be read from its arguments on.
  virtual void on_signal(const std::string& member, sd_bus_message* message) = 0;

 protected:
  /// The call that makes it; what comes back is its path.
  virtual BusCall making() const = 0;
  /// It is there, under path().
  virtual void on_made() {}
  /// The daemon did not do what it was asked for.
  virtual void on_refused(const BusError& error) = 0;
  /// It is not there, and will come by itself.
  virtual void on_away(const std::string& why) = 0;

  Daemon& daemon() const { return daemon_; }
  bool is_made() const { return !path_.empty(); }
  /// Begins a call of a method of its own; only while it is made.
  BusCall call(const std::string& member) const { return daemon_.call(path_, interface_, member); }
  /// Makes it, and looks for nothing but a refusal.
  void ask(BusCall call);

 private:
  void drop();
  void made_at(const std::string& path);

  Daemon& daemon_;
  std::string interface_;
  std::string path_;
  std::shared_ptr<int> turn_;  // one for each time it is made
};

}  // namespace s2::transport::dnssd
