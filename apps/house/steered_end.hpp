#pragma once
// SteeredEnd: one end of a connection that can be made to fail.

#include <house/clock.hpp>

#include <s2/transport.hpp>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace s2::house {

class SteeredEnd;

/// How the wire between two ends behaves. Shared by both and by whoever makes it fail.
struct Wire {
  bool dead = false;              ///< what is sent is lost, and nobody is told
  Duration late{0};               ///< what the device sends comes so much later
  std::vector<SteeredEnd*> ends;  ///< those that are still there
  /// Both ends are told that the connection is lost.
  void tear();
};

/// An end that hands everything on as long as the wire is well. The clock outlives it.
class SteeredEnd : public transport::Connection {
 public:
  /// An end of this wire; `is_device` tells whose.
  SteeredEnd(std::unique_ptr<transport::Connection> inner, std::shared_ptr<Wire> wire, Clock& clock, bool is_device);
  ~SteeredEnd() override;

  void handle(transport::ConnectionHandler handler) override;
  void send(std::string frame) override;
  void close(std::uint16_t code, std::string_view reason) override;
  std::string peer() const override { return peer_; }
  std::string path() const override { return path_; }

  /// The connection is lost.
  void tear();

 private:
  void send_what_is_due();

  std::unique_ptr<transport::Connection> inner_;
  std::shared_ptr<Wire> wire_;
  Clock& clock_;
  bool is_device_;
  std::string peer_;
  std::string path_;
  std::function<void(const transport::Closed&)> on_closed_;
  std::deque<std::pair<Time, std::string>> late_;  // frames under way
  Alarm next_;
};

}  // namespace s2::house
