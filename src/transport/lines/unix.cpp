// Unix domain sockets.

#include "socket.hpp"

#include <transport/loop.hpp>

#include <boost/asio/local/stream_protocol.hpp>

#include <sys/stat.h>
#include <unistd.h>

namespace s2::transport {
namespace {

namespace asio = boost::asio;
using Protocol = asio::local::stream_protocol;
using Error = boost::system::error_code;

constexpr std::size_t path_bytes = 107;    // sockaddr_un has room for 108, one of them for the end
constexpr Duration breather{100};          // when no connection can be accepted, e.g. for lack of descriptors
constexpr std::uint16_t try_later = 1013;  // WebSocket close code

Unexpected<Finding> failed(std::string rule, const std::string& path, const std::string& doing,
                           const std::string& why) {
  return {Finding{.rule = std::move(rule),
                  .severity = Severity::error,
                  .pointer = "",
                  .value = path,
                  .text = "cannot " + doing + " unix:" + path + ": " + why}};
}

// What is wrong with a path; empty when nothing is.
std::string path_fault(const std::string& path) {
  if (path.empty()) return "the path is missing";
  if (path.size() > path_bytes) return "the path is longer than " + std::to_string(path_bytes) + " bytes";
  return path.find('\0') == path.npos ? "" : "the path has a zero byte";
}

std::string said(const Error& error) {
  if (error == asio::error::connection_refused || error == boost::system::errc::no_such_file_or_directory) {
    return "nothing listens there; is the other side running?";
  }
  if (error == boost::system::errc::permission_denied) return "this user may not";
  return error.message();
}

bool is_socket(const std::string& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 && S_ISSOCK(info.st_mode);
}

bool somebody_listens(asio::io_context& context, const std::string& path) {
  Protocol::socket probe(context);
  Error error;
  probe.connect(Protocol::endpoint(path), error);
  return !error;
}

Error open(Protocol::acceptor& acceptor, const std::string& path) {
  Error error;
  acceptor.open(Protocol(), error);
  if (!error) acceptor.bind(Protocol::endpoint(path), error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

class Dialling : public std::enable_shared_from_this<Dialling> {
 public:
  Dialling(Loop& loop, std::string path, Connected connected, const LocalOptions& options)
      : loop_(loop),
        path_(std::move(path)),
        connected_(std::move(connected)),
        options_(options),
        socket_(loop.parts().context) {}

  void start() {
    socket_.async_connect(Protocol::endpoint(path_), [self = shared_from_this()](const Error& error) {
      if (error) return self->connected_(failed("S2CPP-CONNECT", self->path_, "connect to", said(error)));
      lines::Opened opened{
          .stream = lines::stream_of(std::move(self->socket_)), .peer = "unix:" + self->path_, .slot = nullptr};
      self->connected_(lines::make_connection(self->loop_, std::move(opened), self->options_));
    });
  }

 private:
  Loop& loop_;
  std::string path_;
  Connected connected_;
  LocalOptions options_;
  Protocol::socket socket_;
};

}  // namespace

struct UnixServer::Parts : std::enable_shared_from_this<UnixServer::Parts> {
  Parts(Loop& the_loop, std::string where, Accept whom, const LocalOptions& bounds)
      : loop(the_loop),
        path(std::move(where)),
        accept(std::move(whom)),
        options(bounds),
        acceptor(the_loop.parts().context) {}

  void accept_next() {
    acceptor.async_accept([self = shared_from_this()](const Error& error, Protocol::socket socket) {
      if (!self->open) return;
      if (error) return self->rest();
      self->welcome(std::move(socket));
      if (self->open) self->accept_next();
    });
  }

  void rest() {
    loop.after(breather, [self = shared_from_this()] {
      if (self->open) self->accept_next();
    });
  }

  void welcome(Protocol::socket socket) {
    const bool has_room = *connections < options.connections;
    std::shared_ptr<void> slot;
    if (has_room) {
      ++*connections;
      slot = {connections.get(), [count = connections](void*) { --*count; }};
    }
    lines::Opened opened{
        .stream = lines::stream_of(std::move(socket)), .peer = "unix:" + path, .slot = std::move(slot)};
    auto connection = lines::make_connection(loop, std::move(opened), options);
    if (!has_room) return connection->close(try_later, "the limit of connections is reached; try again later");
    const auto self = shared_from_this();  // the callback may destroy the server
    accept(std::move(connection));
  }

  void stop() {
    open = false;
    Error ignored;
    acceptor.close(ignored);
    ::unlink(path.c_str());
  }

  Loop& loop;
  std::string path;
  Accept accept;
  LocalOptions options;
  Protocol::acceptor acceptor;
  bool open = true;
  std::shared_ptr<std::size_t> connections = std::make_shared<std::size_t>(0);
};

Result<std::unique_ptr<UnixServer>> UnixServer::listen(Loop& loop, const std::string& path, Accept accept,
                                                       LocalOptions options) {
  constexpr auto rule = "S2CPP-LISTEN";
  if (auto fault = path_fault(path); !fault.empty()) return failed(rule, path, "listen on", fault);
  if (is_socket(path)) {
    if (somebody_listens(loop.parts().context, path)) {
      return failed(rule, path, "listen on", "another program listens there");
    }
    ::unlink(path.c_str());  // what a dead process left
  }
  auto parts = std::make_shared<Parts>(loop, path, std::move(accept), options);
  if (const Error error = open(parts->acceptor, path)) {
    const bool taken = error == asio::error::address_in_use;
    return failed(rule, path, "listen on", taken ? "a file of this name is in the way" : error.message());
  }
  parts->accept_next();
  return std::unique_ptr<UnixServer>(new UnixServer(std::move(parts)));
}

UnixServer::UnixServer(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
UnixServer::~UnixServer() { parts_->stop(); }

void connect_unix(Loop& loop, const std::string& path, Connected connected, LocalOptions options) {
  if (auto fault = path_fault(path); !fault.empty()) {
    auto refused = failed("S2CPP-CONNECT", path.substr(0, path_bytes), "connect to", fault);
    return loop.post([connected = std::move(connected), refused = std::move(refused)] { connected(refused); });
  }
  std::make_shared<Dialling>(loop, path, std::move(connected), options)->start();
}

}  // namespace s2::transport
