#pragma once
// PairedWiring: devices and energy manager of a demonstration as endpoints of S2 Connect: strangers that find each
// other, pair by a code and talk over WSS.

#include <house/acquaintance.hpp>
#include <house/party.hpp>
#include <house/wiring.hpp>

#include <s2/host.hpp>
#include <s2/transport/dnssd.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::house {

/// Opens service discovery in a loop.
using OpenDiscovery = std::function<Result<std::unique_ptr<transport::Dnssd>>(transport::Loop&)>;

/// What endpoints are made of.
struct PairedSettings {
  std::vector<std::string> devices = {};  ///< their names
  std::string folder = {};                ///< where each party keeps what it remembers; empty: nowhere
  bool fresh = false;                     ///< forget earlier runs
  OpenDiscovery discovery = {};           ///< to find each other; a URL is told where it is empty or does not work
  std::function<void(const std::string&)> tell = {};  ///< told what happens, a sentence each
};

/// One EndpointHost for the energy manager, which serves on the loopback alone, and one for each device, a client only.
/// Trust is made in real time, before the day; sessions are begun one at a time, whenever a device asks.
class PairedWiring : public Wiring {
 public:
  /// Longest real time to be heard of by service discovery before a URL is told.
  static constexpr Duration discovery_patience{4'000};
  /// Longest real time for a pairing, the waits of a busy server included.
  static constexpr Duration pairing_patience{30'000};

  /// Opens what the parties remember; nobody runs yet. Fails with "S2CPP-STORE".
  static Result<std::unique_ptr<PairedWiring>> make(transport::Loop& loop, PairedSettings settings);

  /// Sees to it that everybody is paired: those of an earlier run are, others find each other and pair by codes. Runs
  /// the loop. Fails with the finding of what does not work.
  Result<void> meet();

  Result<void> open(transport::Accept accept) override;
  void shut() override;
  bool is_open() const override { return accept_ != nullptr; }
  void dial(const std::string& device, transport::Connected connected) override;
  Start start() const override { return Start::connected; }
  std::optional<Acquaintance> acquaintance() const override { return acquaintance_; }

 private:
  struct Place;

  PairedWiring(transport::Loop& loop, PairedSettings settings) : loop_(loop), settings_(std::move(settings)) {}

  void tell(const std::string& sentence) const;
  Result<bool> knows_everybody() const;
  Result<Place> place() const;
  Result<void> run_manager(const Place& place, transport::Dnssd* discovery);
  Result<void> run_devices();
  Result<bool> return_to_place();
  Result<void> find_each_other();
  Result<bool> be_found();
  Result<void> pair(Party& device);
  bool wait_until(Duration patience, const std::function<bool()>& happened);
  void reconnect(const std::string& device);
  void answer(const std::string& device, Result<std::unique_ptr<transport::Connection>> outcome);

  transport::Loop& loop_;
  PairedSettings settings_;
  std::unique_ptr<transport::Dnssd> discovery_;
  Party manager_;
  std::map<std::string, Party> devices_;
  std::map<connect::NodeId, std::string> names_;       // of the devices' nodes
  std::map<std::string, transport::Connected> dials_;  // under way
  transport::Accept accept_;
  Acquaintance acquaintance_;
};

}  // namespace s2::house
