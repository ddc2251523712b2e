#pragma once
// Served: the server in a process of its own.

#include "plan.hpp"
#include "town.hpp"

#include <transport/child.hpp>

#include <s2/connect/base_url.hpp>

#include <cstdint>
#include <string>

namespace s2::bench {

/// The energy manager of a town, until this is destroyed. Port 0 takes a free one.
class Served {
 public:
  /// Starts it, with room for so many sessions on each thread. Throws std::runtime_error when it does not start.
  Served(const Plan& plan, const Town& town, std::uint16_t port, std::size_t sessions);

  /// Where it serves.
  const connect::BaseUrl& url() const { return url_; }
  /// A pairing code that may be used again and again.
  const std::string& code() const { return code_; }
  /// How long its store and its endpoint took to open.
  double opened_ms() const { return opened_ms_; }
  /// Its process.
  const Child& process() const { return child_; }

 private:
  Child child_;
  connect::BaseUrl url_;
  std::string code_;
  double opened_ms_ = 0;
};

}  // namespace s2::bench
