#pragma once
// Listing: the endpoints that are there, as a table for people and as lines for machines.

#include "console.hpp"

#include <s2/transport/dnssd.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace s2::app {

/// The endpoints that are there at the moment.
class Listing {
 public:
  /// One came, or says something else now.
  void found(const transport::ServiceFound& one) { all_[one.instance] = one; }
  /// One went.
  void gone(const std::string& instance) { all_.erase(instance); }
  /// Whether there is none.
  bool empty() const { return all_.empty(); }
  /// The table. What strangers said of themselves is harmless to the terminal, and whole.
  std::vector<std::string> lines(const Console& console) const;

 private:
  std::map<std::string, transport::ServiceFound> all_;  // by instance
};

/// The event that looking around begins, as JSON: with what, and why with nothing else.
std::string begun_json(const transport::Dnssd& dnssd);
/// The event that an endpoint came or changed, as JSON.
std::string found_json(const transport::ServiceFound& one);
/// The event that an endpoint went, as JSON.
std::string gone_json(const std::string& instance);
/// The event that something of this type is no endpoint that could be used, as JSON.
std::string unusable_json(const std::string& instance, const Finding& why);
/// The event that discovery does not work, as JSON.
std::string trouble_json(const Finding& why);

/// What an endpoint hosts: "CEM", "RM", "CEM RM", or "-" when it does not say.
std::string roles_of(const connect::Advertisement& says);

}  // namespace s2::app
