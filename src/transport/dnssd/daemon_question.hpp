#pragma once
// DaemonQuestion: records that the daemon hears for us.

#include "daemon_object.hpp"
#include "heard_set.hpp"

namespace s2::transport::dnssd {

/// Asks until it is destroyed. When the daemon goes or does not ask, what was heard is gone, and it is tried again.
class DaemonQuestion : public Ongoing, private DaemonObject {
 public:
  DaemonQuestion(Loop& loop, Daemon& daemon, std::string name, RecordType type, Listener listener);
  ~DaemonQuestion() override;

 private:
  BusCall making() const override;
  void on_signal(const std::string& member, sd_bus_message* message) override;
  void on_refused(const BusError& error) override;
  void on_away(const std::string& why) override;
  void on_made() override { told_.clear(); }
  void take(const Heard& heard);
  void forget();
  void fail(const std::string& why);
  void tell(const std::string& why);

  Loop& loop_;
  std::string name_;
  RecordType type_;
  Listener listener_;
  HeardSet heard_;
  std::string told_;  // the same twice is told once
  std::uint64_t timer_ = 0;
  std::uint64_t retry_ = 0;
};

}  // namespace s2::transport::dnssd
