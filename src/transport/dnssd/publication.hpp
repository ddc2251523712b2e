#pragma once
// Publication: an endpoint that is published: its host name with addresses, and its service.

#include "mdns.hpp"
#include "record_group.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace s2::transport::dnssd {

/// Published until it is destroyed: looks after the addresses of this machine, and tries again what has failed.
class Publication : public Published {
 public:
  /// With a publisher that outlives it.
  Publication(Loop& loop, Publisher& publisher, const DnssdOptions& options, connect::ServiceRecord record,
              PublishHandler handler);
  ~Publication() override;
  void update(const connect::ServiceRecord& record) override;

 private:
  void begin();
  void end();
  void look_at_addresses();
  std::vector<Place> places() const;
  std::string name_is_taken() const;
  void fail(const std::string& why);
  void tell(const Finding& finding);
  void tell_published();
  void group_is(GroupState state, const std::string& why);

  Loop& loop_;
  Publisher& publisher_;
  const DnssdOptions& options_;
  connect::ServiceRecord record_;
  PublishHandler handler_;
  std::vector<Place> places_;
  std::unique_ptr<RecordGroup> group_;
  std::string told_;
  std::uint64_t timer_ = 0;
  std::uint64_t watch_ = 0;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace s2::transport::dnssd
