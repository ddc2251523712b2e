#pragma once
// PairedDevice: the side of `s2 device` that speaks S2 Connect.

#include <house/device_host.hpp>
#include <house/process.hpp>
#include <house/session_mailbox.hpp>

#include <paired/endpoint.hpp>

#include <functional>
#include <memory>
#include <string>

namespace s2::house {

/// What it is told.
struct PairedDeviceOptions {
  paired::EndpointOptions endpoint;  ///< where pairings live; its side of the wire
  std::string url;                   ///< pairing URL of the energy manager, for the first start; may be empty
  std::string code;                  ///< its pairing code; may be empty
};

/// Pairs a device once, and has its sessions ever after. The process outlives it.
class PairedDevice {
 public:
  /// Called when pairing failed: the sentence.
  using Failed = std::function<void(const std::string&)>;

  /// Opens the endpoint of the node with this name, and pairs when it is not paired and a code is there. Fails when it
  /// is not paired and cannot be, and as PairedEndpoint does.
  static Result<std::unique_ptr<PairedDevice>> open(Process& process, const std::string& name, std::string type,
                                                    const PairedDeviceOptions& options, Failed failed);

  /// For DeviceHost: the next session.
  Dial dial();
  /// Ends in good order and calls back.
  void stop(std::function<void()> done);

 private:
  PairedDevice(Process& process, std::string name, Failed failed)
      : process_(process), name_(std::move(name)), failed_(std::move(failed)) {}

  host::HostHandler handler();
  Result<void> begin(std::string type, const PairedDeviceOptions& options);
  Result<void> pair(const connect::NodeId& node, const PairedDeviceOptions& options);

  Process& process_;
  std::string name_;
  Failed failed_;
  SessionMailbox mailbox_;
  std::unique_ptr<paired::PairedEndpoint> endpoint_;
};

}  // namespace s2::house
