#pragma once
// CoreGroup: records that Avahi's core publishes.

#include "record_group.hpp"

#include <avahi-core/core.h>
#include <avahi-core/publish.h>

namespace s2::transport::dnssd {

/// Its records are all its own, those of the host name too: Avahi would publish only one host name for all endpoints of
/// a process, and with it whose name an address has, which is taken as soon as there is a second program (Avahi's
/// daemon, for one) on the machine.
class CoreGroup : public RecordGroup {
 public:
  /// With a responder that is running and outlives it.
  CoreGroup(AvahiServer* server, const Entries& entries, GroupTold told);
  CoreGroup(const CoreGroup&) = delete;
  CoreGroup& operator=(const CoreGroup&) = delete;
  ~CoreGroup() override;
  bool change_text(const std::vector<std::string>& txt) override;

 private:
  int add_host(const Entries& entries);
  int add_service(const Entries& entries);
  static void group_is(AvahiServer* server, AvahiSEntryGroup* group, AvahiEntryGroupState state, void* user);

  AvahiServer* server_;
  GroupTold told_;
  std::string instance_;
  AvahiSEntryGroup* group_ = nullptr;
};

}  // namespace s2::transport::dnssd
