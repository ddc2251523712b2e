#pragma once
// Browser: from records to endpoints: asks for instances, and of each for what it says.

#include "heard_set.hpp"
#include "mdns.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::transport::dnssd {

/// Looks for endpoints of S2 Connect until it is destroyed. An instance that is heard on several interfaces is one;
/// what changes within `settling` is told at once.
class Browser : public Ongoing {
 public:
  /// How long changes are gathered before they are told.
  static constexpr Duration settling{50};
  /// Most instances that are kept; further ones are not told of. Avahi's daemon grants a client 1024 questions, and an
  /// instance takes four.
  static constexpr std::size_t instances_max = 128;

  Browser(Loop& loop, Mdns& mdns, BrowseHandler handler);
  ~Browser() override;

 private:
  // In which answers an instance appears.
  enum Role : std::uint8_t { any, cem, rm };
  struct Instance;

  void heard_of(Role role, const Heard& heard);
  void ask_about(Instance& instance);
  void ask_for_addresses(Instance& instance);
  void note(HeardSet& set, const Heard& heard);
  void change();
  void settle();
  bool look_at(Instance& instance);
  ServiceFound found_of(const Instance& instance) const;

  Loop& loop_;
  Mdns& mdns_;
  BrowseHandler handler_;
  std::vector<std::unique_ptr<Ongoing>> questions_;
  std::map<std::string, std::unique_ptr<Instance>> instances_;  // by name in lower case
  bool are_too_many_ = false;
  bool told_of_too_many_ = false;
  std::uint64_t timer_ = 0;  // while something is to be told
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace s2::transport::dnssd
