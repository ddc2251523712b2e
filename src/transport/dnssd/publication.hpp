#pragma once
// Publication: an endpoint that Avahi's core publishes: its host name with addresses, and its service.

#include "mdns.hpp"

#include <s2/transport/interfaces.hpp>

#include <avahi-core/core.h>
#include <avahi-core/publish.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace s2::transport::dnssd {

/// Published until it is destroyed. Its records are all its own, those of the host name too: Avahi would publish only
/// one host name for all endpoints of a process, and with it whose name an address has, which is taken as soon as there
/// is a second program (Avahi's daemon, for one) on the machine.
class Publication : public Published {
 public:
  /// With a responder that is running and outlives it.
  Publication(Loop& loop, AvahiServer* server, const DnssdOptions& options, connect::ServiceRecord record,
              PublishHandler handler);
  ~Publication() override;
  void update(const connect::ServiceRecord& record) override;

 private:
  // An address, and the number of the interface it is published on.
  using Place = std::pair<int, std::string>;

  void begin();
  void end();
  int add_host();
  int add_service();
  bool change_text();
  void look_at_addresses();
  std::vector<Place> places() const;
  std::string name_is_taken() const;
  void fail(const std::string& why);
  void tell(const Finding& finding);
  void tell_published();
  static void group_is(AvahiServer* server, AvahiSEntryGroup* group, AvahiEntryGroupState state, void* user);

  Loop& loop_;
  AvahiServer* server_;
  const DnssdOptions& options_;
  connect::ServiceRecord record_;
  PublishHandler handler_;
  std::vector<Place> places_;
  AvahiSEntryGroup* group_ = nullptr;
  std::string told_;
  std::uint64_t timer_ = 0;
  std::uint64_t watch_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace s2::transport::dnssd
