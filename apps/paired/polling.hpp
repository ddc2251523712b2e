#pragma once
// PollingApproach: pairs with a device that nobody can reach, which asks an energy manager again and again whether it
// is meant (long-polling).

#include "approach.hpp"

#include <s2/connect/poll_server.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace s2::paired {

/// The nodes that a word means, among those that poll: by name, by id or by the beginning of its id. One that has not
/// yet said who it is has no name.
std::vector<connect::PollingNode> named(const std::vector<connect::PollingNode>& polling, std::string_view word);

/// One attempt, from the wait for the device to the outcome, for the side where the code is typed. Loop and endpoint
/// outlive it; the handlers of the endpoint pass on what they hear.
class PollingApproach {
 public:
  /// How long the device may take to be there: to be switched on by its user, and to find this endpoint.
  static constexpr Duration patience{120'000};

  /// Begins for a node hosted at the endpoint, which serves; the target is the name of the device. Fails when the code
  /// is none.
  static Result<std::unique_ptr<PollingApproach>> begin(transport::Loop& loop, PairedEndpoint& endpoint,
                                                        const connect::NodeId& node, const Approached& whom,
                                                        Approach::Owner owner);
  PollingApproach(const PollingApproach&) = delete;
  PollingApproach& operator=(const PollingApproach&) = delete;
  ~PollingApproach() { loop_.cancel(timer_); }

  /// A device began to poll, or stopped.
  void on_polling_node(const connect::PollServerEvent& event);
  /// Something happened at the endpoint; true when that was the outcome, which the owner was told.
  bool on_pairing(const connect::PairingEvent& event);

 private:
  PollingApproach(transport::Loop& loop, PairedEndpoint& endpoint, const connect::NodeId& node, Approached whom,
                  Approach::Owner owner)
      : loop_(loop), endpoint_(endpoint), node_(node), whom_(std::move(whom)), owner_(std::move(owner)) {}
  void pair(const connect::NodeId& device);
  void fail(connect::Problem why, const std::string& detail = {});
  void tell(const Result<connect::PairingEvent>& outcome) const;

  transport::Loop& loop_;
  PairedEndpoint& endpoint_;
  connect::NodeId node_;
  Approached whom_;
  Approach::Owner owner_;
  std::uint64_t timer_ = 0;
  bool is_there_ = false;  // and was asked to pair
};

}  // namespace s2::paired
