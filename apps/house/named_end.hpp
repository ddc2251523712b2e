#pragma once
// NamedEnd: one end of a connection under another path.

#include <s2/transport/connection.hpp>

#include <memory>
#include <string>
#include <utility>

namespace s2::house {

/// Hands everything on and goes by the path it is given: at a server of S2 Connect all sessions have the same one, and
/// who is at the other side follows from the pairing.
class NamedEnd : public transport::Connection {
 public:
  /// This end, under this path.
  NamedEnd(std::unique_ptr<transport::Connection> inner, std::string path)
      : inner_(std::move(inner)), path_(std::move(path)) {}

  void handle(transport::ConnectionHandler handler) override { inner_->handle(std::move(handler)); }
  void send(std::string frame) override { inner_->send(std::move(frame)); }
  void close(std::uint16_t code, std::string_view reason) override { inner_->close(code, reason); }
  std::string peer() const override { return inner_->peer(); }
  std::string path() const override { return path_; }

 private:
  std::unique_ptr<transport::Connection> inner_;
  std::string path_;
};

}  // namespace s2::house
