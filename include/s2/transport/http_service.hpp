#pragma once
// HttpService: plain HTTP requests on the port of a WebSocket server, for the server engines of S2 Connect.

#include <s2/base/time.hpp>
#include <s2/connect/http.hpp>
#include <s2/connect/subnet.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::transport {

/// Bounds of the HTTP side of a server. A request has at most WebsocketOptions::header_bytes of header and
/// connect::Limits::request_bytes of body; beyond that it is answered 431 or 413 and the connection closed (C-022).
struct HttpOptions {
  Duration idle_timeout{30'000};     ///< between two requests on one connection, and for the header of the second
  Duration request_timeout{10'000};  ///< for the body of a request
  Duration answer_timeout{40'000};   ///< until answer() was called; then 503. Long-polling may take 25 s (C-113)
  std::size_t connections = 1024;    ///< most at once; further ones are answered 503 and closed
};

/// What answers the requests below one path.
struct HttpMount {
  std::string path;  ///< path of the base URL, begins and ends with a slash, e.g. "/pairing/"
  /// A request came. It is to be answered by HttpService::answer(), now or later.
  std::function<void(connect::RequestId, connect::Request)> on_request;
  /// The client hung up, or waited too long, before its request was answered: no answer is needed any more.
  std::function<void(connect::RequestId)> on_gone;
  /// Whether a client is in a subnet of ours, by both ends of its connection and by nothing that it says (C-097,
  /// C-098); becomes Request::is_same_subnet. Left out, nobody knows.
  std::function<bool(const std::optional<connect::IpAddress>& peer, const std::optional<connect::IpAddress>& local)>
      is_same_subnet = {};
};

/// Takes HTTP/1.1 requests from a WebSocket server (WebsocketService::http) and hands them to engines. Clients may send
/// one request after the other on a connection. What is below no mount is answered 404. Used on the loop's thread only;
/// when the last reference is gone, all its connections are closed.
class HttpService {
 public:
  /// A service with these mounts. Of two mounts with the same beginning the longer path wins.
  explicit HttpService(std::vector<HttpMount> mounts, HttpOptions options = {});
  ~HttpService();
  HttpService(const HttpService&) = delete;
  HttpService& operator=(const HttpService&) = delete;

  /// Answers a request. What nobody waits for any more is dropped.
  void answer(connect::RequestId request, const connect::Response& response);
  /// How many connections there are.
  std::size_t connections() const;

  /// The inside, for the server.
  struct Parts;
  /// See Parts.
  const std::shared_ptr<Parts>& parts() const { return parts_; }

 private:
  std::shared_ptr<Parts> parts_;
};

}  // namespace s2::transport
