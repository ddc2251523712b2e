// One HTTPS call: look the host up, connect, check who it is, ask, read the answer.

#include <s2/connect/limits.hpp>
#include <s2/transport/http_client.hpp>
#include <transport/dialling.hpp>
#include <transport/loop.hpp>
#include <transport/span.hpp>
#include <transport/tls/openssl.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <charconv>
#include <optional>
#include <set>

namespace s2::transport {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using connect::CallFailure;
using Error = boost::beast::error_code;

// Retry-After in seconds; the form with a date is not used by S2 Connect.
std::optional<Duration> retry_after(std::string_view text) {
  std::uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Duration{std::int64_t{seconds} * 1000};
}

std::string host_field(const connect::BaseUrl& base) {
  const bool v6 = base.host().find(':') != std::string::npos;
  const std::string host = v6 ? "[" + base.host() + "]" : base.host();
  return base.port() == 443 ? host : host + ":" + std::to_string(base.port());
}

}  // namespace

struct HttpClient::Parts {
  class Asking;

  Parts(Loop& its_loop, HttpClientOptions chosen) : loop(its_loop), options(std::move(chosen)) {}

  Result<TlsClient> tls_for(const connect::TlsCheck& check) {
    if (check.trust != connect::Trust::public_authorities) return tls_client_for(check, options);
    if (!public_tls) {  // reads the system's authorities, which takes a while
      auto made = tls_client_for(check, options);
      if (!made) return made;
      public_tls = std::move(*made);
    }
    return *public_tls;
  }

  std::shared_ptr<Resolver> resolver() {
    if (!options.resolver) options.resolver = system_resolver(loop);
    return options.resolver;
  }

  Loop& loop;
  HttpClientOptions options;
  std::optional<TlsClient> public_tls;
  std::set<std::shared_ptr<Asking>> under_way;
};

// One call. Its client holds it until it is done.
class HttpClient::Parts::Asking : public std::enable_shared_from_this<Asking> {
 public:
  Asking(Parts& parts, const connect::Call& call, Done done)
      : parts_(&parts), call_(call), done_(std::move(done)), timer_(parts.loop.parts().context) {}

  void start() {
    timer_.expires_after(bounded_span(call_.timeout));
    timer_.async_wait([self = shared_from_this()](const Error& error) {
      if (!error)
        self->fail(CallFailure::timed_out,
                   "no answer came within " + std::to_string(self->call_.timeout.count()) + " ms");
    });
    auto tls = parts_->tls_for(call_.tls);
    if (!tls) {
      // Nobody is called back from inside call().
      return asio::post(parts_->loop.parts().context, [self = shared_from_this(), why = tls.error().text] {
        self->fail(CallFailure::untrusted, why);
      });
    }
    tls_ = std::move(*tls);
    dial();
  }

  // Ends without a word.
  void drop() {
    done_ = nullptr;
    close();
  }

 private:
  void dial() {
    Destination to{.host = call_.base.host(), .port = call_.base.port(), .tls = tls_, .resolver = parts_->resolver()};
    dialling_ = Dialling::start(parts_->loop, std::move(to), [self = shared_from_this()](auto came) {
      if (!came) return self->fail(came.error().why, std::move(came).error().text);
      self->channel_ = std::move(*came);
      self->greet();
    });
  }

  // Before a word is said: is it who it was at the beginning?
  void greet() {
    const auto& shown = channel_->tls()->shown();
    if (call_.tls.leaf && *call_.tls.leaf != shown->leaf) {
      return fail(CallFailure::leaf_changed, "it shows another certificate than at the beginning: " +
                                                 connect::fingerprint_text(shown->leaf.bytes));
    }
    ask();
  }

  void ask() {
    request_.version(11);
    request_.method(call_.method == connect::Method::post ? http::verb::post : http::verb::get);
    request_.target(std::string(call_.base.path()) + call_.target);
    request_.set(http::field::host, host_field(call_.base));
    request_.set(http::field::user_agent, "s2-cpp");
    request_.set(http::field::accept, "application/json");
    request_.set(http::field::connection, "close");
    if (call_.bearer) request_.set(http::field::authorization, "Bearer " + std::string(call_.bearer->reveal()));
    if (!call_.body.empty()) request_.set(http::field::content_type, "application/json");
    request_.body() = call_.body;
    request_.prepare_payload();
    http::async_write(*channel_, request_, [self = shared_from_this()](const Error& error, std::size_t) {
      if (self->is_done()) return;
      // A server may refuse before it has read everything: what it says is worth more.
      static_cast<void>(error);
      self->read();
    });
  }

  void read() {
    response_.body_limit(connect::Limits::response_bytes);
    http::async_read(*channel_, incoming_, response_, [self = shared_from_this()](const Error& error, std::size_t) {
      if (self->is_done()) return;
      if (error == http::error::body_limit || error == http::error::header_limit) {
        return self->fail(CallFailure::too_large, "the answer is too large");
      }
      if (error) return self->fail(CallFailure::broken, "the answer is incomplete or no HTTP: " + error.message());
      self->succeed();
    });
  }

  void succeed() {
    const auto& message = response_.get();
    if (message.result_int() >= 300 && message.result_int() < 400) {
      return fail(CallFailure::redirected,
                  "it points to another place: " + std::string(message[http::field::location]));
    }
    Answered answered{.response = {}, .tls = *channel_->tls()->shown()};
    answered.response.status = static_cast<int>(message.result_int());
    answered.response.body = message.body();
    answered.response.retry_after = retry_after(std::string(message[http::field::retry_after]));
    finish(std::move(answered));
  }

  void fail(CallFailure why, std::string text) {
    if (is_done()) return;
    const std::string name = call_.base.text() + call_.target;
    finish(Unexpected{connect::CallError{.why = why, .text = "cannot reach " + name + ": " + std::move(text)}});
  }

  void finish(Result<Answered, connect::CallError> outcome) {
    const auto done = std::exchange(done_, nullptr);
    if (channel_) channel_->say_goodbye();
    close();
    done(std::move(outcome));
  }

  void close() {
    timer_.cancel();
    if (const auto dialling = dialling_.lock()) dialling->cancel();
    if (channel_) channel_->close();
    if (parts_) std::exchange(parts_, nullptr)->under_way.erase(shared_from_this());
  }

  bool is_done() const { return !done_; }

  Parts* parts_;  // nullptr once it is over
  connect::Call call_;
  Done done_;  // empty once it is over
  asio::steady_timer timer_;
  std::weak_ptr<Dialling> dialling_;
  std::optional<websocket::Channel> channel_;  // there once it is connected
  std::optional<TlsClient> tls_;
  http::request<http::string_body> request_;
  http::response_parser<http::string_body> response_;
  boost::beast::flat_buffer incoming_{connect::Limits::response_bytes + 64 * 1024};
};

HttpClient::HttpClient(Loop& loop, HttpClientOptions options)
    : parts_(std::make_shared<Parts>(loop, std::move(options))) {}

HttpClient::~HttpClient() {
  const auto under_way = parts_->under_way;
  for (const auto& one : under_way) one->drop();
}

void HttpClient::call(const connect::Call& call, Done done) {
  auto asking = std::make_shared<Parts::Asking>(*parts_, call, std::move(done));
  parts_->under_way.insert(asking);
  asking->start();
}

Result<TlsClient> tls_client_for(const connect::TlsCheck& check, const HttpClientOptions& options) {
  TlsTrust trust;
  trust.authorities = options.authorities;
  trust.oldest = options.oldest;
  trust.wants_facts = true;
  trust.unpinned_lan = check.trust == connect::Trust::unpinned_lan;
  if (check.trust == connect::Trust::pinned_root) {
    if (!check.root) return tls::fault("a pinned root is asked for, and none is given");
    trust.pinned_sha256 = connect::fingerprint_text(check.root->bytes);
    trust.pinned_der = check.root_der;
  }
  return TlsClient::make(trust);
}

}  // namespace s2::transport
