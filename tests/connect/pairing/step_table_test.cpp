// The steps of a pairing client: every row of its table is walked.

#include "link.hpp"

#include <gtest/gtest.h>

#include <set>

namespace s2::connect {
namespace {

using namespace tests;
using enum PairingStep;
using enum PairingTurn;

constexpr std::string_view code = "ABCD234567";
const std::string id_alone = R"({"pairingAttemptId":"0123456789012345678901234567890123"})";

TEST(PairingSteps, AStepAndATurnHaveOneRow) {
  std::set<std::pair<PairingStep, PairingTurn>> seen;
  for (const PairingStepRow& row : pairing_steps()) EXPECT_TRUE(seen.emplace(row.from, row.turn).second);
}

// An RM as client of a CEM in the LAN, carried by hand from step to step.
class PairingStepWalk {
 public:
  PairingStepWalk() {
    cem.endpoint.set_static(cem.node.id, Secret(code));
    EXPECT_TRUE(link.engine.start(now));
  }

  void bring_to(PairingStep step) {
    if (step == index) return;
    pass();
    if (step == request) return;
    if (step == pause) return reply({.status = 503});
    if (step == calling_off) return reply({.status = 200, .body = id_alone});
    pass();
    if (step == details) return;
    pass();
  }

  void happen(PairingTurn turn) {
    switch (turn) {
      case understood:
      case response_right:
      case accepted:
      case confirmed:
        return pass();
      case not_understood:
        return reply({.status = 200, .body = "?"});
      case response_wrong:
        return with_answer([](auto& body) { body.client_hmac_challenge_response.bytes[0] ^= 1; });
      case unfit:
        return reply({.status = 200, .body = id_alone});
      case nameless:
        return reply({.status = 200, .body = "{}"});
      case nothing_to_announce:
        return;
      case refused:
        return reply({.status = 403});
      case busy:
        return reply({.status = 503});
      case busy_too_often:
        return reply(unavailable(Limits::busy_wait_max + Duration(1)));
      case cannot_store:
        rm.store.writes_fail = true;
        return pass();
      case no_answer:
        return fail(CallFailure::broken);
      case distrusted:
        return fail(CallFailure::leaf_changed);
      case ambiguous:
        fail(CallFailure::broken);
        wake(now + Limits::repeat_pause);
        return reply(unauthorized());
      case timer:
        return wake(*link.engine.next_deadline());
      case out_of_time:
        return wake(now + Limits::attempt_life);
      case cancelled:
        return link.engine.cancel(now);
    }
  }

  PairingStep step() const { return link.engine.step(); }

 private:
  std::optional<Call> call() { return link.engine.next_call(); }
  void reply(const Response& response) {
    if (auto made = call()) link.engine.answered(made->id, response, cem.tls, now);
  }
  void fail(CallFailure why) {
    if (auto made = call()) link.engine.failed(made->id, {why, ""}, now);
  }
  void wake(Time at) {
    now = at;
    link.engine.wake(now);
  }
  // What the server really answers.
  std::optional<Response> answer(const Call& made) {
    cem.server.receive(++last, request_of(made, cem.tls), now);
    if (made.target.ends_with("requestPairing")) now = now + Limits::pairing_delay;
    cem.server.wake(now);
    const auto given = cem.server.next_answer();
    return given ? std::optional(given->response) : std::nullopt;
  }
  void pass() {
    const auto made = call();
    if (!made) return;
    if (const auto given = answer(*made)) link.engine.answered(made->id, *given, cem.tls, now);
  }
  template <class Change>
  void with_answer(Change change) {
    const auto made = call();
    if (!made) return;
    auto given = answer(*made);
    auto body = decode<RequestPairingResponse>(given->body).value();
    change(body);
    given->body = encode(body);
    link.engine.answered(made->id, *given, cem.tls, now);
  }

  Party cem{1, Role::cem, Deployment::lan, "hub.local"};
  Party rm{2, Role::rm, Deployment::lan, "evse1038.local"};
  Link link{rm, cem, goal_for(rm, cem, code)};
  Time now = start;
  RequestId last = 0;
};

// C-153, C-155, C-164, C-173, C-177, C-181, C-187
TEST(PairingSteps, EveryRowIsWhatTheClientDoes) {
  for (const PairingStepRow& row : pairing_steps()) {
    if (row.turn == nothing_to_announce) continue;  // client_test.cpp: without a URL nothing is announced
    SCOPED_TRACE("step " + std::to_string(static_cast<int>(row.from)) + ", turn " +
                 std::to_string(static_cast<int>(row.turn)));
    PairingStepWalk walk;
    walk.bring_to(row.from);
    ASSERT_EQ(walk.step(), row.from);
    walk.happen(row.turn);
    EXPECT_EQ(walk.step(), row.to);
  }
}

// Turns without a row change nothing.
TEST(PairingSteps, WhoHasEndedStaysWhereHeIs) {
  PairingStepWalk walk;
  walk.happen(cancelled);
  ASSERT_EQ(walk.step(), failed);
  for (const PairingTurn turn : {understood, no_answer, cancelled, out_of_time}) {
    walk.happen(turn);
    EXPECT_EQ(walk.step(), failed);
  }
}

}  // namespace
}  // namespace s2::connect
