#pragma once
// FindService: the pairing URL of an endpoint that is known by its name.

#include <s2/transport.hpp>
#include <s2/transport/dnssd.hpp>

#include <functional>
#include <memory>
#include <string>

namespace s2::paired {

/// Listens in the local network until an endpoint with a name is heard of. Nothing it hears is proven: pairing proves
/// it (C-055). Loop and discovery outlive it.
class FindService {
 public:
  /// Called once, from the loop: with the pairing URL, or with S2CPP-NO-SUCH-NAME.
  using Done = std::function<void(Result<connect::BaseUrl>)>;

  /// Looks for an instance, an endpoint or a host of this name for a while.
  FindService(transport::Loop& loop, transport::Dnssd& discovery, std::string name, Duration patience, Done done);
  ~FindService();
  FindService(const FindService&) = delete;
  FindService& operator=(const FindService&) = delete;

 private:
  void on_found(const transport::ServiceFound& found);
  void finish(Result<connect::BaseUrl> outcome);

  transport::Loop& loop_;
  std::string name_;
  Done done_;
  std::string heard_;  // names of others, for the sentence of a failure
  std::uint64_t timer_ = 0;
  std::unique_ptr<transport::Ongoing> browser_;
};

}  // namespace s2::paired
