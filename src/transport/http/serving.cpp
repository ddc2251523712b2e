// One connection of an HTTP client.

#include "serving.hpp"

#include <s2/connect/limits.hpp>
#include <s2/transport/websocket.hpp>
#include <transport/span.hpp>

#include <boost/asio/write.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace s2::transport::http {
namespace {

namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

connect::Method method_of(bhttp::verb verb) {
  if (verb == bhttp::verb::get) return connect::Method::get;
  return verb == bhttp::verb::post ? connect::Method::post : connect::Method::other;
}

std::string address_of(const websocket::Channel& channel) {
  boost::system::error_code error;
  const auto endpoint = channel.socket().remote_endpoint(error);
  return error ? std::string() : endpoint.address().to_string();
}

// An address without its scope by name, which only this machine understands.
std::optional<connect::IpAddress> plain(const boost::asio::ip::address& address) {
  if (!address.is_v6()) return connect::parse_ip_address(address.to_string());
  auto bare = address.to_v6();
  bare.scope_id(0);
  auto read = connect::parse_ip_address(bare.to_string());
  if (read && read->is_v6) read->scope = static_cast<std::uint32_t>(address.to_v6().scope_id());
  return read;
}

std::optional<bool> is_same_subnet(const HttpMount& mount, const websocket::Channel& channel) {
  if (!mount.is_same_subnet) return std::nullopt;
  boost::system::error_code error;
  const auto peer = channel.socket().remote_endpoint(error);
  if (error) return false;
  const auto local = channel.socket().local_endpoint(error);
  return !error && mount.is_same_subnet(plain(peer.address()), plain(local.address()));
}

connect::Response bare(int status) {
  connect::Response response;
  response.status = status;
  return response;
}

bool expects_invitation(const HeaderParser& header) {
  return beast::iequals(header.get()[bhttp::field::expect], "100-continue");
}

std::unique_ptr<HeaderParser> fresh_header() {
  auto parser = std::make_unique<HeaderParser>();
  parser->header_limit(static_cast<std::uint32_t>(WebsocketOptions::header_bytes));
  return parser;
}

bool is_malformed(const beast::error_code& error) {
  return error.category() == make_error_code(bhttp::error::bad_method).category() &&
         error != bhttp::error::end_of_stream && error != bhttp::error::partial_message;
}

}  // namespace

std::optional<unsigned> refusal_of_header(const beast::error_code& error, std::size_t bytes) {
  if (error == bhttp::error::header_limit || error == bhttp::error::buffer_overflow ||
      bytes > WebsocketOptions::header_bytes) {
    return 431;
  }
  return is_malformed(error) ? std::optional(400U) : std::nullopt;
}

void serve(const std::shared_ptr<HttpService::Parts>& service, Arrival arrival) {
  std::make_shared<Serving>(service, std::move(arrival))->start();
}

Serving::Serving(std::shared_ptr<HttpService::Parts> service, Arrival arrival)
    : service_(std::move(service)),
      number_(++service_->last_connection),
      stream_(std::move(arrival.stream)),
      timer_(stream_->get_executor()),
      leaf_(arrival.leaf),
      incoming_(std::move(arrival.incoming)),
      header_(std::move(arrival.header)) {}

void Serving::start() {
  service_->servings.emplace(number_, shared_from_this());
  if (service_->servings.size() <= service_->options.connections) return on_header();
  is_last_ = true;
  write(connect::unavailable(Duration{1'000}));
}

// The span from now on, after which something happens unless the next wait comes first.
void Serving::wait(Duration span, void (Serving::*then)()) {
  timer_.expires_after(bounded_span(span));
  timer_.async_wait([weak = weak_from_this(), then](const Error& error) {
    const auto self = weak.lock();
    if (!error && self) (self.get()->*then)();
  });
}

// A header is complete: reads its body.
void Serving::on_header() {
  is_answering_ = true;
  is_header_complete_ = false;
  wait(service_->options.request_timeout, &Serving::drop);
  if (beast::websocket::is_upgrade(header_->get())) {
    is_last_ = true;
    return write(bare(426));
  }
  if (const auto size = header_->content_length(); size && *size > connect::Limits::request_bytes) {
    is_last_ = true;
    return write(bare(413));
  }
  const bool invited = expects_invitation(*header_);
  body_ = std::make_unique<BodyParser>(std::move(*header_));
  body_->body_limit(connect::Limits::request_bytes);
  return invited ? invite_body() : read_body();
}

void Serving::invite_body() {
  boost::asio::async_write(channel(), boost::asio::buffer(go_on),
                           [self = shared_from_this()](const Error& error, std::size_t) {
                             if (error) return self->drop();
                             self->read_body();
                           });
}

void Serving::read_body() {
  bhttp::async_read(channel(), incoming_, *body_,
                    [self = shared_from_this()](const Error& error, std::size_t) { self->on_body(error); });
}

void Serving::on_body(const Error& error) {
  if (!error) return ask();
  if (error != bhttp::error::body_limit && !is_malformed(error)) return drop();
  is_last_ = true;
  const int status = error == bhttp::error::body_limit ? 413 : 400;
  write(bare(status));
}

// Hands the request to its engine.
void Serving::ask() {
  auto& message = body_->get();
  const connect::Method method = method_of(message.method());
  is_last_ = !message.keep_alive() || method == connect::Method::other;
  const std::string target(message.target());
  mount_ = service_->find(target);
  if (!mount_) return write(bare(404));
  connect::Request request{.method = method,
                           .target = target.substr(mount_->path.size()),
                           .bearer = connect::bearer_of(std::string(message[bhttp::field::authorization])),
                           .content_type = std::string(message[bhttp::field::content_type]),
                           .body = std::move(message.body()),
                           .source = address_of(channel()),
                           .is_same_subnet = is_same_subnet(*mount_, channel()),
                           .leaf = leaf_,
                           .connection = number_};
  request_ = ++service_->last_request;
  service_->waiting.emplace(*request_, weak_from_this());
  wait(service_->options.answer_timeout, &Serving::on_late);
  listen();
  mount_->on_request(*request_, std::move(request));
}

// Reads the header of the next request already: that is how a client is noticed that has hung up.
void Serving::listen() {
  is_listening_ = true;
  header_ = fresh_header();
  bhttp::async_read_header(
      channel(), incoming_, *header_,
      [self = shared_from_this()](const Error& error, std::size_t bytes) { self->on_next_header(error, bytes); });
}

void Serving::on_next_header(const Error& error, std::size_t bytes) {
  is_listening_ = false;
  if (const auto status = refusal_of_header(error, bytes)) {
    // Whatever is under way is answered first.
    is_last_ = true;
    if (!is_answering_) write(bare(static_cast<int>(*status)));
    return;
  }
  if (error) return drop();
  is_header_complete_ = true;
  if (!is_answering_) on_header();
}

void Serving::on_late() {
  const auto& gone = mount_->on_gone;
  const auto request = *request_;
  forget_request();
  is_last_ = true;
  write(connect::unavailable(Duration{1'000}));
  if (gone) gone(request);
}

void Serving::answer(const connect::Response& response) {
  if (!request_) return;
  forget_request();
  write(response);
}

void Serving::write(const connect::Response& response) {
  is_last_ = is_last_ || response.close;
  response_ = {};
  response_.version(11);
  response_.result(static_cast<unsigned>(response.status));
  response_.set(bhttp::field::server, "s2-cpp");
  response_.set(bhttp::field::cache_control, "no-store");
  if (!response.body.empty()) response_.set(bhttp::field::content_type, "application/json");
  if (response.www_authenticate) response_.set(bhttp::field::www_authenticate, "Bearer");
  if (!response.allow.empty()) response_.set(bhttp::field::allow, response.allow);
  if (response.retry_after) {
    const auto seconds = (response.retry_after->count() + 999) / 1000;
    response_.set(bhttp::field::retry_after, std::to_string(seconds));
  }
  response_.keep_alive(!is_last_);
  response_.body() = response.body;
  if (response.status == 204) {
    response_.body().clear();
  } else {
    response_.prepare_payload();
  }
  wait(service_->options.request_timeout, &Serving::drop);
  bhttp::async_write(channel(), response_,
                     [self = shared_from_this()](const Error& error, std::size_t) { self->on_written(error); });
}

void Serving::on_written(const Error& error) {
  if (error) return drop();
  if (is_last_) return hang_up();
  is_answering_ = false;
  wait(service_->options.idle_timeout, &Serving::drop);
  if (is_header_complete_) return on_header();
  if (!is_listening_) listen();
}

// Says goodbye and reads what still comes: closing at once would destroy the answer on its way. The timer of the write
// still runs.
void Serving::hang_up() {
  channel().stop_reading();
  async_teardown(beast::role_type::server, channel(), [self = shared_from_this()](const Error&) { self->drop(); });
}

void Serving::forget_request() {
  if (!request_) return;
  service_->waiting.erase(*request_);
  request_.reset();
}

void Serving::drop() {
  const auto self = shared_from_this();
  service_->servings.erase(number_);
  timer_.cancel();
  channel().close();
  if (!request_) return;
  const auto request = *request_;
  forget_request();
  if (mount_->on_gone) mount_->on_gone(request);
}

}  // namespace s2::transport::http
