#pragma once
// DaemonGroup: records that the daemon publishes for us.

#include "daemon_object.hpp"

namespace s2::transport::dnssd {

/// Published by the daemon until it is destroyed, and again when the daemon was away. The addresses are published under
/// the host name of the endpoint, which need not be the machine's.
class DaemonGroup : public RecordGroup, private DaemonObject {
 public:
  /// Most entries that the daemon takes into one group (entries-per-entry-group-max). Addresses for which there is no
  /// room are left out, those that hold on one link only first.
  static constexpr std::size_t entries_max = 32;

  DaemonGroup(Daemon& daemon, Entries entries, GroupTold told);
  bool change_text(const std::vector<std::string>& txt) override;

 private:
  BusCall making() const override;
  void on_made() override;
  void on_signal(const std::string& member, sd_bus_message* message) override;
  void on_refused(const BusError& error) override;
  void on_away(const std::string& why) override;

  BusCall begin_service(const std::string& member, int interface) const;
  void add_service(int interface);
  std::vector<int> interfaces() const;
  void tell(GroupState state, const std::string& why);

  Entries entries_;
  GroupTold told_;
  bool has_failed_ = false;
};

/// The addresses there is room for, in their order.
std::vector<Place> chosen_places(const std::vector<Place>& places, std::size_t room);

}  // namespace s2::transport::dnssd
