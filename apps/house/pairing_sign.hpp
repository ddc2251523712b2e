#pragma once
// PairingSign: the pairing code that a process shows while somebody may want to pair with it.

#include <paired/endpoint.hpp>

#include <s2/transport.hpp>

#include <functional>
#include <string>
#include <utility>

namespace s2::house {

/// Shows the pairing URL and codes, one after the other as they expire, to people and in no log: codes are secrets
/// (C-067). Loop and endpoint outlive it.
class PairingSign {
 public:
  /// Prints two lines for people.
  using Show = std::function<void(const std::string&)>;

  /// Shows nothing yet. `whom` tells for whom the code is, e.g. "for the device"; empty where that is clear.
  PairingSign(transport::Loop& loop, paired::PairedEndpoint& endpoint, connect::NodeId node, Show show,
              std::string whom = {})
      : loop_(loop), endpoint_(endpoint), node_(node), show_(std::move(show)), whom_(std::move(whom)) {}
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
  Show show_;
  std::string whom_;
  std::uint64_t timer_ = 0;
};

}  // namespace s2::house
