#pragma once
// PairingSign: the pairing code that a process shows while somebody may want to pair with it.

#include <paired/endpoint.hpp>

#include <s2/transport.hpp>

#include <ostream>

namespace s2::house {

/// Shows the pairing URL and codes, one after the other as they expire, on a stream for people that is no log: codes
/// are secrets (C-067). Loop, endpoint and stream outlive it.
class PairingSign {
 public:
  /// Shows nothing yet.
  PairingSign(transport::Loop& loop, paired::PairedEndpoint& endpoint, connect::NodeId node, std::ostream& show)
      : loop_(loop), endpoint_(endpoint), node_(node), show_(show) {}
  PairingSign(const PairingSign&) = delete;
  PairingSign& operator=(const PairingSign&) = delete;
  ~PairingSign() { put_away(); }

  /// Shows a fresh code now, and another one whenever it expires. Fails as EndpointHost::issue_code() does.
  Result<void> show();
  /// Shows no more.
  void put_away();
  /// Whether a code is shown.
  bool is_shown() const { return timer_ != 0; }

 private:
  transport::Loop& loop_;
  paired::PairedEndpoint& endpoint_;
  connect::NodeId node_;
  std::ostream& show_;
  std::uint64_t timer_ = 0;
};

}  // namespace s2::house
