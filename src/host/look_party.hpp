#pragma once
// LookParty: what goes before pairing with a server in the LAN: who is there, and the signal to show a code.

#include "world.hpp"

#include <s2/connect/lan_client.hpp>

#include <functional>
#include <memory>

namespace s2::host {

/// One thing that a server in the LAN is asked; lives until it is answered. Used on the host's loop.
class LookParty : public std::enable_shared_from_this<LookParty> {
 public:
  /// Told what came of it.
  using Told = std::function<void(const connect::LanClientEvent&)>;

  LookParty(World& world, connect::BaseUrl url, Told told)
      : world_(world), told_(std::move(told)), engine_(world.endpoint, world.store, std::move(url)) {}

  /// Its engine; pump() after it was told what to ask.
  connect::LanClient& engine() { return engine_; }
  /// Does what the engine asks for.
  void pump();

 private:
  World& world_;
  Told told_;
  connect::LanClient engine_;
};

}  // namespace s2::host
