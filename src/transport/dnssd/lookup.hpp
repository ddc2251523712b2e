#pragma once
// LanResolver: names below ".local" by mDNS, others by the system.

#include "mdns.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>

namespace s2::transport::dnssd {

/// Looks names below ".local" up by mDNS, over IPv4 and IPv6, anew every time (C-054); a name without an answer is not
/// tried at the system, since a DNS server that is asked for it would be asked in vain. Addresses are ordered: those of
/// this machine, IPv4, IPv6, then those that hold on one link only.
class LanResolver : public Resolver {
 public:
  /// How long a name may be silent.
  static constexpr Duration patience{4'000};
  /// How long to wait for further addresses after the first; they use to come in one packet.
  static constexpr Duration gathering{20};
  /// Look-ups at once; further ones fail.
  static constexpr std::size_t look_ups_max = 1024;

  LanResolver(Loop& loop, Mdns& mdns);
  ~LanResolver() override;
  void look_up(const std::string& host, Done done) override;
  /// Drops what is under way; from here on nothing is found. For the end of the Mdns.
  void end();

 private:
  struct LookUp;
  void finish(std::uint64_t number);

  Loop& loop_;
  Mdns* mdns_;  // nullptr at the end
  std::shared_ptr<Resolver> system_;
  std::map<std::uint64_t, std::unique_ptr<LookUp>> under_way_;
  std::uint64_t last_ = 0;
};

}  // namespace s2::transport::dnssd
