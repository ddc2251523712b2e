#pragma once
// Serving: one connection of a client that speaks HTTP, from its first request to its last answer.

#include <s2/transport/http_service.hpp>
#include <transport/websocket/stream.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

namespace s2::transport {

namespace http {

class Serving;

/// A header that was read and whose body was not.
using HeaderParser = boost::beast::http::request_parser<boost::beast::http::empty_body>;

}  // namespace http

/// What the connections of a service share.
struct HttpService::Parts {
  std::vector<HttpMount> mounts;                                                 // longest path first
  HttpOptions options;                                                           // bounds
  connect::RequestId last_request = 0;                                           // of all connections
  std::uint64_t last_connection = 0;                                             // number of the youngest
  std::map<std::uint64_t, std::shared_ptr<http::Serving>> servings;              // by number, until they are dropped
  std::unordered_map<connect::RequestId, std::weak_ptr<http::Serving>> waiting;  // by request

  /// The mount that a target lies below; nullptr when there is none.
  const HttpMount* find(std::string_view target) const;
};

namespace http {

/// The HTTP status for a header that cannot be read: 431 too large, 400 no HTTP; empty when the client is merely gone,
/// or nothing is wrong. `bytes` is how long it was: Beast stops near the limit, because it does not count every byte.
std::optional<unsigned> refusal_of_header(const boost::beast::error_code& error, std::size_t bytes);

/// A client whose first header was read.
struct Arrival {
  std::unique_ptr<websocket::Stream> stream;     ///< its connection
  boost::beast::flat_buffer incoming;            ///< what was read beyond the header
  std::unique_ptr<HeaderParser> header;          ///< the header
  std::optional<connect::LeafFingerprint> leaf;  ///< certificate it was shown
};

/// Serves a client until one of both hangs up.
void serve(const std::shared_ptr<HttpService::Parts>& service, Arrival arrival);

/// One client. Its service holds it until it is dropped.
class Serving : public std::enable_shared_from_this<Serving> {
 public:
  Serving(std::shared_ptr<HttpService::Parts> service, Arrival arrival);

  /// Begins with the header that was read.
  void start();
  /// The answer to the request under way.
  void answer(const connect::Response& response);
  /// Hangs up.
  void drop();

 private:
  using Error = boost::beast::error_code;
  using BodyParser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  websocket::Channel& channel() { return stream_->next_layer(); }
  void wait(Duration span, void (Serving::*then)());
  void on_header();
  void invite_body();
  void read_body();
  void on_body(const Error& error);
  void ask();
  void listen();
  void on_next_header(const Error& error, std::size_t bytes);
  void on_late();
  void write(const connect::Response& response);
  void on_written(const Error& error);
  void hang_up();
  void forget_request();

  std::shared_ptr<HttpService::Parts> service_;
  std::uint64_t number_;
  std::unique_ptr<websocket::Stream> stream_;
  boost::asio::steady_timer timer_;
  std::optional<connect::LeafFingerprint> leaf_;
  boost::beast::flat_buffer incoming_;
  std::unique_ptr<HeaderParser> header_;  // of the request that is read; complete when is_header_complete_
  std::unique_ptr<BodyParser> body_;
  boost::beast::http::response<boost::beast::http::string_body> response_;
  std::optional<connect::RequestId> request_;  // that the engine has to answer
  const HttpMount* mount_ = nullptr;           // whose engine
  bool is_header_complete_ = true;
  bool is_listening_ = false;  // the header of the next request is being read
  bool is_answering_ = false;  // from the request to the last byte of its answer
  bool is_last_ = false;       // the connection ends behind the answer
};

}  // namespace http
}  // namespace s2::transport
