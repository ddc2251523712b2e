#pragma once
// A LAN of the tests: service discovery without a network, where every name leads to this machine.

#include <s2/transport/dnssd.hpp>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace s2::host {

/// Resolves every name to 127.0.0.1 and notes down which.
class HereResolver final : public transport::Resolver {
 public:
  explicit HereResolver(transport::Loop& loop) : loop_(loop) {}
  void look_up(const std::string& host, Done done) override;

  std::vector<std::string> asked;

 private:
  transport::Loop& loop_;
};

/// What is published in it, and who looks for it.
class Lan {
 public:
  explicit Lan(transport::Loop& its_loop) : loop(its_loop) {}

  /// A host's access to it.
  std::unique_ptr<transport::Dnssd> access();
  /// Says something in the place of a host, or that it is gone.
  void publish(const std::string& instance, const transport::ServiceFound& says);
  void withdraw(const std::string& instance);

  transport::Loop& loop;
  std::map<std::string, transport::ServiceFound> services;
  std::map<std::string, connect::ServiceRecord> records;
  std::set<transport::BrowseHandler*> browsers;
  std::shared_ptr<HereResolver> resolver = std::make_shared<HereResolver>(loop);
};

}  // namespace s2::host
