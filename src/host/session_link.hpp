#pragma once
// SessionLink: a session's connection between the host, which may have to end it, and the application, which uses it.

#include <s2/connect/session_client.hpp>
#include <s2/model/session_messages.hpp>
#include <s2/transport/connection.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::host {

/// One session. Used on the thread of its loop. It reads along to know how the session ends (C-229); frames go through
/// it unchanged.
class SessionLink : public std::enable_shared_from_this<SessionLink> {
 public:
  /// Called once, when the connection is gone.
  using Over = std::function<void(connect::SessionEnd)>;

  /// Takes a connection whose session has just opened.
  SessionLink(std::unique_ptr<transport::Connection> inner, Over over);
  /// The connection as the application has it; asked for once.
  std::unique_ptr<transport::Connection> for_application();

  /// Ends the session: a SessionRequest first, when one is asked for, then the close. The application is told as if it
  /// had closed by itself; Over comes when the connection is gone.
  void end(std::optional<SessionRequestType> request, std::uint16_t code, std::string_view reason);
  /// Lets the connection go at once, because its loop ends; the application is told from inside this call.
  void tear_down();

 private:
  class ApplicationEnd;

  void handle(transport::ConnectionHandler handler);
  void send(std::string frame);
  void let_go();
  void watch(std::string_view frame);
  void closed();
  void finish();

  std::unique_ptr<transport::Connection> inner_;
  std::string peer_;
  std::string path_;
  Over over_;
  std::shared_ptr<const transport::ConnectionHandler> handler_;
  connect::SessionEnd how_ = connect::SessionEnd::lost;
};

}  // namespace s2::host
