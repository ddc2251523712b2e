// Some RMs and one CEM with a session for each, on virtual time.

#include "street.hpp"

#include "differences.hpp"
#include "speech.hpp"

#include <gtest/gtest.h>

namespace s2::tests {

Home::Home(std::uint64_t seed, const Conditions& conditions, Duration skew, Tally& tally)
    : chance_(seed),
      conditions_(conditions),
      tally_(tally),
      rm_(EnergyManagementRole::rm, skew, tally),
      cem_(EnergyManagementRole::cem, Duration(0), tally) {
  rm_.out = &cem_.in;
  cem_.out = &rm_.in;
  for (Party* party : {&rm_, &cem_}) {
    party->conditions = &conditions_;
    party->chance = &chance_;
  }
}

void Home::connect(Time now) {
  SessionOptions options;
  options.workbench = workbench_;
  if (chance_.one_in(2)) options.start = Start::connected;
  if (chance_.one_in(4)) {
    options.versions = {"0.0.2-beta"};
    options.profile = Profile::v0_0_2_beta;
  }
  if (chance_.one_in(3)) options.refusal = InstructionRefusal::at_reception;
  ++tally_.sessions;
  rm_.begin(options, now);
  cem_.begin(options, now);
  rm_.pump(now);
  cem_.pump(now);
}

std::optional<Time> Home::next() const {
  const auto rm = rm_.next();
  const auto cem = cem_.next();
  if (!rm || !cem) return rm ? rm : cem;
  return std::min(*rm, *cem);
}

void Home::happen(Time now) {
  for (Party* party : {&rm_, &cem_}) {
    party->wake(now);
    party->deliver(now);
  }
}

void Home::cut(Time now) {
  for (Party* party : {&rm_, &cem_}) party->in.cut(chance_.between(Duration(1), Duration(30'000)), now);
}

void Home::lose_cem(Time now) { cem_.vanish(now); }

void Home::calm() {
  rm_.session().set_busy(false);
  cem_.session().set_busy(false);
}

void Home::act(Time now) {
  if (over()) return connect(now);
  if (conditions_.cuts && chance_.one_in(150)) return cut(now);
  if (conditions_.cuts && chance_.one_in(300)) return rm_.vanish(now);
  chance_.one_in(3) ? cem_acts(now) : rm_acts(now);
}

bool Home::end_somehow(Party& party, Time now) {
  if (chance_.one_in(300)) {
    const auto how = chance_.one_in(2) ? SessionRequestType::reconnect : SessionRequestType::terminate;
    party.session().end(how, "enough", party.local(now));
    return true;
  }
  if (chance_.one_in(400)) {
    party.session().fail("broken", party.local(now));
    return true;
  }
  return false;
}

void Home::rm_acts(Time now) {
  Session& session = rm_.session();
  const Time local = rm_.local(now);
  const auto& open = session.registry().instructions.open();
  if (end_somehow(rm_, now)) {
  } else if (conditions_.busy && chance_.one_in(25)) {
    session.set_busy(chance_.one_in(2));
  } else if (chance_.one_in(60)) {
    ResourceManagerDetails details = versatile_resource();
    details.name = "renamed " + rm_.fresh_id().str();
    (void)session.send(std::move(details), local);
  } else if (chance_.one_in(60)) {
    (void)rm_.rm().fail_safe(FailSafe{std::chrono::seconds(40), {}, FailSafe::Heartbeat::message}, local);
  } else if (!open.empty() && chance_.one_in(3)) {
    (void)rm_.rm().report(Id(chance_.of(open).id), static_cast<InstructionStatus>(chance_.below(7)), local);
  } else {
    Speaker speaker{chance_, session.registry(), local, [this] { return rm_.fresh_id(); }};
    if (auto message = device_says(speaker)) (void)session.send(std::move(*message), local);
  }
  rm_.pump(now);
}

void Home::cem_acts(Time now) {
  Session& session = cem_.session();
  const Time local = cem_.local(now);
  const bool idle = session.phase() == Phase::connected;
  if (end_somehow(cem_, now)) {
  } else if (conditions_.busy && chance_.one_in(25)) {
    session.set_busy(chance_.one_in(2));
  } else if (chance_.one_in(idle ? 3 : 40)) {
    (void)session.send(SelectControlType{{}, static_cast<ControlType>(chance_.below(control_type_count))}, local);
  } else {
    Speaker speaker{chance_, session.registry(), local, [this] { return cem_.fresh_id(); }};
    if (auto message = manager_says(speaker)) (void)session.send(std::move(*message), local);
  }
  cem_.pump(now);
}

void Home::check_at_rest(Time now, bool must_agree) {
  if (rm_.session().ended() || cem_.session().ended()) {
    EXPECT_TRUE(over()) << "one side believes in a conversation that is over";
    return;
  }
  Registry rm = rm_.session().registry();
  Registry cem = cem_.session().registry();
  rm.advance(rm_.local(now));
  cem.advance(cem_.local(now));
  const auto differing = differences(rm, cem);
  const std::size_t undecided = rm_.session().unanswered() + cem_.session().unanswered();
  ++tally_.at_rest;
  tally_.undecided += undecided;
  if (!differing.empty()) ++(rm_.disowned() || cem_.disowned() ? tally_.told : tally_.apart);
  EXPECT_FALSE(rm_.session().next_deadline() && *rm_.session().next_deadline() <= rm_.local(now));
  EXPECT_FALSE(cem_.session().next_deadline() && *cem_.session().next_deadline() <= cem_.local(now));
  if (!must_agree) return;
  EXPECT_EQ(undecided, 0U) << "messages without an answer";
  EXPECT_EQ(rm_.session().stage(), cem_.session().stage());
  EXPECT_EQ(rm_.session().control_type(), cem_.session().control_type());
  if (rm_.disowned() || cem_.disowned()) return;
  for (const auto& difference : differing) {
    ADD_FAILURE() << "RM and CEM differ in " << difference << " under " << name_of(rm_.session().phase());
  }
}

Street::Street(std::uint64_t seed, Tally& tally) : chance_(seed) {
  conditions_.longest_delay = chance_.one_in(4) ? Duration(15'000) : Duration(1'500);
  conditions_.doubles = chance_.one_in(2);
  conditions_.cuts = chance_.one_in(2);
  conditions_.busy = chance_.one_in(3);
  conditions_.loses = chance_.one_in(4);
  conditions_.reorders = chance_.one_in(4);
  const std::size_t count = 1 + chance_.below(4);
  for (std::size_t i = 0; i < count; ++i) {
    const Duration skew = chance_.between(Duration(-12'000), Duration(12'000));
    homes_.emplace_back(seed * 31 + i, conditions_, skew, tally);
  }
}

void Street::live() {
  for (Home& home : homes_) home.connect(now_);
  act_for(homes_.size() * 150);
  rest(conditions_.keeps_order());
  conditions_.loses = conditions_.reorders = false;
  for (Home& home : homes_) home.cut(now_);
  run_until(now_ + std::chrono::minutes(1));
  for (Home& home : homes_) home.connect(now_);
  act_for(homes_.size() * 100);
  rest(true);
}

void Street::act_for(std::size_t steps) {
  for (std::size_t step = 0; step < steps && !::testing::Test::HasFailure(); ++step) {
    run_until(now_ + chance_.between(Duration(10), Duration(6'000)) / static_cast<int>(homes_.size()));
    if (conditions_.cuts && chance_.one_in(400)) {
      for (Home& home : homes_) home.lose_cem(now_);
    } else {
      homes_[chance_.below(homes_.size())].act(now_);
    }
  }
}

void Street::run_until(Time until) {
  for (std::size_t happenings = 0;; ++happenings) {
    ASSERT_LT(happenings, 100'000U) << "virtual time stands still";
    Home* first = nullptr;
    for (Home& home : homes_) {
      const auto next = home.next();
      if (next && *next <= until && (!first || *next < *first->next())) first = &home;
    }
    if (!first) break;
    now_ = std::max(now_, *first->next());
    first->happen(now_);
  }
  now_ = until;
}

// Long enough for every description to come and every repetition to be sent.
void Street::rest(bool must_agree) {
  for (Home& home : homes_) home.calm();
  run_until(now_ + std::chrono::minutes(15));
  for (Home& home : homes_) home.check_at_rest(now_, must_agree);
}

}  // namespace s2::tests
