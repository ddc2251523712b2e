// Look up, connect, encrypt.

#include "dialling.hpp"

#include "loop.hpp"
#include "span.hpp"

#include <algorithm>
#include <utility>

namespace s2::transport {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using connect::CallFailure;

std::string why_unreachable(const boost::system::error_code& error) {
  if (error == asio::error::connection_refused) return "nothing listens there; is the other side running?";
  return error.message();
}

}  // namespace

Dialling::Dialling(Loop& loop, Destination to, Done done)
    : to_(std::move(to)),
      done_(std::move(done)),
      channel_(tcp::socket(loop.parts().context)),
      patience_(loop.parts().context) {}

std::shared_ptr<Dialling> Dialling::start(Loop& loop, Destination to, Done done) {
  const std::shared_ptr<Dialling> dialling(new Dialling(loop, std::move(to), std::move(done)));
  dialling->look_up();
  return dialling;
}

void Dialling::cancel() {
  done_ = nullptr;
  patience_.cancel();
  channel_.close();
}

void Dialling::look_up() {
  Error no_address;
  const auto address = asio::ip::make_address(to_.host, no_address);
  if (!no_address) {
    untried_ = {Endpoint(address, to_.port)};
    return try_next();
  }
  to_.resolver->look_up(to_.host, [self = shared_from_this()](const auto& addresses) { self->found(addresses); });
}

void Dialling::found(const Result<std::vector<std::string>>& addresses) {
  if (!done_) return;
  if (!addresses) return fail(CallFailure::no_such_name, addresses.error().text);
  for (const std::string& text : *addresses) {
    Error no_address;
    const auto address = asio::ip::make_address(text, no_address);
    if (!no_address && untried_.size() < addresses_max) untried_.emplace_back(address, to_.port);
  }
  if (untried_.empty()) return fail(CallFailure::no_such_name, "no address of '" + to_.host + "' is known");
  std::reverse(untried_.begin(), untried_.end());
  try_next();
}

void Dialling::try_next() {
  const Endpoint next = untried_.back();
  untried_.pop_back();
  channel_.close();
  if (!untried_.empty()) {
    patience_.expires_after(bounded_span(patience));
    patience_.async_wait([self = shared_from_this(), attempt = attempt_](const Error& error) {
      if (!error && attempt == self->attempt_) self->channel_.close();  // which ends the attempt
    });
  }
  channel_.socket().async_connect(next, [self = shared_from_this()](const Error& error) { self->connected(error); });
}

void Dialling::connected(const Error& error) {
  if (!done_) return;
  patience_.cancel();
  ++attempt_;
  // It may have come about just when it was given up.
  const bool failed = error || !channel_.socket().is_open();
  if (failed && !untried_.empty()) return try_next();
  if (failed) return fail(CallFailure::unreachable, why_unreachable(error));
  Error ignored;
  channel_.socket().set_option(tcp::no_delay(true), ignored);
  if (to_.tls) return encrypt();
  std::exchange(done_, nullptr)(std::move(channel_));
}

void Dialling::encrypt() {
  channel_.encrypt(*to_.tls, to_.host);
  channel_.async_encrypt([self = shared_from_this()](const Error& error) { self->encrypted(error); });
}

void Dialling::encrypted(const Error& error) {
  if (!done_) return;
  if (!error) return std::exchange(done_, nullptr)(std::move(channel_));
  const auto& tls = *channel_.tls();
  if (!tls.fault().empty()) return fail(tls.failure(), tls.fault());
  if (error == asio::error::eof) {
    return fail(CallFailure::broken, "the other side hung up instead of opening an encrypted connection");
  }
  fail(CallFailure::broken, "no encrypted connection came about (" + error.message() + ")");
}

void Dialling::fail(CallFailure why, std::string text) {
  const auto done = std::exchange(done_, nullptr);
  cancel();
  done(Unexpected{connect::CallError{.why = why, .text = std::move(text)}});
}

}  // namespace s2::transport
