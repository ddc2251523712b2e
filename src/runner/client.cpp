#include "client.hpp"

#include <s2/session/come_back.hpp>

#include <utility>

namespace s2::runner {
namespace {

std::string in_words(Duration delay) {
  return delay == Duration{} ? "at once" : "in " + std::to_string(delay.count()) + " ms";
}

}  // namespace

Client::Client(World world, Opener opener, std::string url, transport::ConnectOptions options)
    : world_(std::move(world)), opener_(std::move(opener)), url_(std::move(url)), options_(std::move(options)) {}

Client::~Client() {
  if (next_attempt_) world_.loop.cancel(*next_attempt_);
}

void Client::start() { connect(); }

void Client::stop(const std::string& why) {
  if (std::exchange(stopping_, true)) return;
  if (visit_) return visit_->end(why);
  finish(false);
}

void Client::connect() {
  transport::connect(
      world_.loop, url_,
      [weak = weak_from_this()](auto outcome) {
        if (const auto self = weak.lock()) self->connected(std::move(outcome));
      },
      options_);
}

void Client::connected(Result<std::unique_ptr<transport::Connection>> outcome) {
  if (finished_) return;
  if (!outcome) {
    world_.note(outcome.error().text);
    if (outcome.error().rule == "S2CPP-URL") return finish(true);
    return retry(backoff_.next(world_.chance()), "trying again ");
  }
  auto dialogue = opener_((*outcome)->path());
  if (!dialogue) return finish(false);  // the one who would speak is gone
  world_.note("connected to " + (*outcome)->peer());
  visit_ = std::make_shared<Visit>(world_.loop, world_.clock, std::move(*dialogue), std::move(*outcome));
  visit_->start([weak = weak_from_this()](const std::optional<Ended>& ended) {
    if (const auto self = weak.lock()) self->on_over(ended);
  });
}

void Client::on_over(const std::optional<Ended>& ended) {
  visit_.reset();
  if (ended) world_.note("the session ended: " + ended->text);
  if (ended && is_hopeless(ended->reason)) return finish(true);
  if (stopping_) return finish(false);
  const double chance = world_.chance();
  retry(ended ? delay_before_return(*ended, backoff_, chance) : backoff_.next(chance), "connecting again ");
}

void Client::retry(Duration delay, const std::string& because) {
  world_.note(because + in_words(delay));
  next_attempt_ = world_.loop.after(delay, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->next_attempt_.reset();
    self->connect();
  });
}

void Client::finish(bool gave_up) {
  if (std::exchange(finished_, true)) return;
  world_.loop.post([over = over_, gave_up] { over(gave_up); });
}

}  // namespace s2::runner
