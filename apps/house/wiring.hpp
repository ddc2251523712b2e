#pragma once
// Wiring: how the devices of a demonstration reach their energy manager.

#include <house/acquaintance.hpp>

#include <s2/base/result.hpp>
#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <memory>
#include <optional>
#include <string>

namespace s2::house {

/// Opens connections between devices and energy manager, all in one process. Both ends of a connection have the path
/// "/NAME", with the name of the device. Used on its loop's thread.
class Wiring {
 public:
  virtual ~Wiring() = default;
  /// Lets devices in from here on: `accept` is given the energy manager's ends. Fails with the finding of what does not
  /// work.
  virtual Result<void> open(transport::Accept accept) = 0;
  /// Lets nobody in any more. Connections that are open belong to those who were given them.
  virtual void shut() = 0;
  /// Whether devices are let in.
  virtual bool is_open() const = 0;
  /// Opens a connection of a device while devices are let in, and calls back with its end.
  virtual void dial(const std::string& device, transport::Connected connected) = 0;
  /// How sessions begin on such connections.
  virtual Start start() const = 0;
  /// How both sides came to trust each other; empty where nobody asks.
  virtual std::optional<Acquaintance> acquaintance() const { return std::nullopt; }
};

/// Bounds of WebSockets between which real time must not decide anything: no pings, no silence that is too long.
transport::WebsocketOptions patient_sockets();

/// WebSockets without encryption or pairing (ws://), on a free port of the loopback.
class PlainWiring : public Wiring {
 public:
  /// Nobody is let in yet. The loop outlives it.
  explicit PlainWiring(transport::Loop& loop) : loop_(loop) {}

  Result<void> open(transport::Accept accept) override;
  void shut() override { server_.reset(); }
  bool is_open() const override { return server_ != nullptr; }
  void dial(const std::string& device, transport::Connected connected) override;
  Start start() const override { return Start::bare; }

 private:
  transport::Loop& loop_;
  std::unique_ptr<transport::WebsocketServer> server_;
};

}  // namespace s2::house
