#include "instructed.hpp"

namespace s2 {
namespace {

constexpr std::string_view names[] = {"sent",     "accepted", "started", "succeeded",
                                      "rejected", "revoked",  "aborted", "lost"};

// In the order of InstructionStatus; NEW says nothing that was not known.
constexpr Life lives[] = {Life::sent,    Life::accepted,  Life::rejected, Life::revoked,
                          Life::started, Life::succeeded, Life::aborted};

}  // namespace

std::string_view name_of(Life life) { return names[static_cast<std::size_t>(life)]; }

void Instructed::State::advance(Life to) {
  if (is_over() || to <= life) return;
  life = to;
  const auto self = std::static_pointer_cast<State>(shared_from_this());
  const auto told = is_over() ? std::exchange(changes, {}) : changes;
  auto reached = std::exchange(stages, {});
  for (auto& stage : reached) {
    if (stage.first != to && !is_over()) stages.push_back(std::move(stage));
  }
  for (const auto& callback : told) callback(Instructed(self));
  for (const auto& [stage, callback] : reached) {
    if (stage == to && callback) callback();
  }
}

void Instructed::State::report(InstructionStatus reported) {
  const auto self = shared_from_this();
  // An undecided instruction counts as accepted as soon as something is heard of it (C.4).
  if (status == Delivery::waiting || status == Delivery::undecided) session::settle(self, Delivery::accepted);
  advance(lives[static_cast<std::size_t>(reported)]);
}

void Instructed::State::settled() {
  if (status == Delivery::refused || status == Delivery::held_back) advance(Life::rejected);
  if (status == Delivery::lost) advance(Life::lost);
}

void Instructed::State::silence() {
  Acknowledgement::State::silence();
  changes.clear();
  stages.clear();
}

Instructed::Instructed(std::shared_ptr<State> state) : Acknowledgement(state), state_(std::move(state)) {}

const Id& Instructed::id() const { return state_->id; }
Kind Instructed::kind() const { return state_->kind; }
Life Instructed::life() const { return state_->life; }

const Instructed& Instructed::on_change(std::function<void(const Instructed&)> callback) const {
  if (state_->is_over()) {
    const Instructed kept_alive = *this;
    callback(kept_alive);
  } else {
    state_->changes.push_back(std::move(callback));
  }
  return *this;
}

const Instructed& Instructed::on(Life life, std::function<void()> callback) const {
  if (state_->life == life) {
    callback();
  } else if (!state_->is_over()) {
    state_->stages.emplace_back(life, std::move(callback));
  }
  return *this;
}

const Instructed& Instructed::on_rejected(std::function<void(const std::string& why)> callback) const {
  return on(Life::rejected, [weak = std::weak_ptr<State>(state_), callback = std::move(callback)] {
    const auto state = weak.lock();
    const std::string why = state ? state->why.text : std::string();
    callback(why.empty() ? "the device rejected it" : why);
  });
}

}  // namespace s2
