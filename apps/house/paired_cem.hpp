#pragma once
// PairedCem: the side of `s2 cem` that serves S2 Connect.

#include <house/cem_host.hpp>
#include <house/pairing_sign.hpp>
#include <house/process.hpp>

#include <paired/endpoint.hpp>

#include <memory>
#include <ostream>
#include <string>

namespace s2::house {

/// What it is told.
struct PairedCemOptions {
  paired::EndpointOptions endpoint;  ///< where it is served, and where pairings live
  std::string node;                  ///< which node of the store the energy manager is; empty for the only one
  bool pair = false;                 ///< show codes although somebody is paired already
};

/// Serves pairing and sessions of an energy manager; sessions go to the host of its devices. Process, host and stream
/// outlive it, as far as they are used by it.
class PairedCem {
 public:
  /// Begins to serve; shows codes on `show` when nobody is paired, or when asked. Fails as PairedEndpoint does.
  static Result<std::unique_ptr<PairedCem>> open(Process& process, CemHost& cem, const PairedCemOptions& options,
                                                 std::ostream& show);

  /// Ends all sessions in good order and calls back.
  void stop(std::function<void()> done);

 private:
  PairedCem(Process& process, CemHost& cem) : process_(process), cem_(cem) {}

  host::HostHandler handler();
  Result<void> begin(const PairedCemOptions& options, std::ostream& show);
  void on_pairing(const connect::PairingEvent& event);

  Process& process_;
  CemHost& cem_;
  std::unique_ptr<paired::PairedEndpoint> endpoint_;
  std::unique_ptr<PairingSign> sign_;
};

}  // namespace s2::house
