#pragma once
// Interfaces: the addresses of this machine, for the guard of the subnet.

#include <s2/base/time.hpp>
#include <s2/connect/subnet.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace s2::host {

/// Knows the addresses of all interfaces that are up, and reads them anew when they may have changed. For one thread.
class Interfaces {
 public:
  /// How long what was read is believed: addresses change at any time, and reading them for every request would let
  /// strangers make us busy.
  static constexpr Duration fresh{2'000};

  /// Whether a request comes from the subnet that it arrived in (C-096, C-097).
  bool is_same_subnet(const std::optional<connect::IpAddress>& peer, const std::optional<connect::IpAddress>& local);
  /// The addresses, read anew when they are not fresh.
  const std::vector<connect::InterfaceAddress>& addresses();

 private:
  std::vector<connect::InterfaceAddress> known_;
  std::optional<std::chrono::steady_clock::time_point> read_at_;
};

}  // namespace s2::host
