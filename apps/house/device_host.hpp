#pragma once
// DeviceHost: keeps an appliance running and connected to its energy manager.

#include <house/link.hpp>
#include <house/seeded.hpp>

#include <s2/base/backoff.hpp>
#include <s2/devices.hpp>
#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <memory>
#include <optional>
#include <string>

namespace s2::house {

/// Opens a connection to the energy manager and calls back with the outcome.
using Dial = std::function<void(transport::Connected)>;

/// How an appliance is run.
struct DeviceHostOptions {
  std::string name;        ///< what it is called in logs, recordings and displays
  Duration step{1'000};    ///< between two steps of its physics
  SessionOptions session;  ///< of every session it opens
  bool is_paired = false;  ///< S2 Connect opens its sessions, and knows when it is time: it asks for the next at once
};

/// An appliance that steps through time and says what it has to say to an energy manager. A lost connection is opened
/// again: at once when the peer asked for that (SR-004), otherwise after growing delays (SR-005). Its physics goes on
/// meanwhile. Clock and watcher outlive it.
class DeviceHost {
 public:
  /// An appliance that does nothing before start().
  DeviceHost(std::unique_ptr<devices::Device> device, Dial dial, Clock& clock, IdSource ids, Chance chance,
             Watcher& watcher, DeviceHostOptions options);

  /// Begins to step and to connect.
  void start();

  /// Ends in good order: the session is terminated with a reason, and nothing is opened any more.
  void stop(const std::string& why);

  /// Calls back once it has stopped, or given up, and no connection is left.
  void when_stopped(std::function<void()> stopped) { stopped_ = std::move(stopped); }

  /// Why it gave up by itself: the peer and this device can never understand each other. Empty when it did not.
  const std::optional<std::string>& gave_up() const { return gave_up_; }

  /// The appliance.
  const devices::Device& device() const { return *device_; }
  /// The session with the energy manager; nullptr when there is none.
  const Session* session() const { return session_ ? &*session_ : nullptr; }

 private:
  void connect();
  void connected(Result<std::unique_ptr<transport::Connection>> outcome);
  void on_event(const Event& event);
  void on_closed();
  void step();
  void speak();
  void retry(Duration delay);
  void give_up(std::string why);
  void finish();
  void note(const std::string& sentence);

  std::unique_ptr<devices::Device> device_;
  Dial dial_;
  Clock& clock_;
  IdSource ids_;
  Chance chance_;
  Backoff backoff_;
  Watcher& watcher_;
  DeviceHostOptions options_;
  Alarm next_step_;
  Alarm next_attempt_;
  std::optional<RmSession> session_;
  std::optional<Link> link_;
  std::optional<Ended> last_end_;
  bool closed_ = false;  // the link has no connection any more
  bool stopping_ = false;
  std::optional<std::string> gave_up_;
  std::function<void()> stopped_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // an attempt under way may outlive us
};

}  // namespace s2::house
