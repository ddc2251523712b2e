// The life of an attempt at the server: every row of its table is walked.

#include "server_fixture.hpp"

#include <s2/connect/pairing_attempt.hpp>

#include <gtest/gtest.h>

#include <set>

namespace s2::connect {
namespace {

using namespace tests;
using enum PairingStage;
using enum PairingCause;

class PairingAttemptTable : public PairingServerOfCemTest {
 protected:
  // Brings an attempt into a stage.
  Opened at(PairingStage stage) {
    pass(Limits::attempt_life);
    Opened attempt = opened();
    if (stage == details_done || stage == done) request_details(attempt);
    if (stage == done) finalise(attempt, true);
    if (stage == failed) finalise(attempt, false);
    return attempt;
  }
  ChallengeResponse wrong() const { return {Bytes(32, 7)}; }

  // Makes a cause happen; what the client is told.
  Response happen(const Opened& attempt, PairingCause cause) {
    switch (cause) {
      case response_right:
      case details_again:
        return request_details(attempt);
      case response_wrong:
        return request_details(attempt, wrong());
      case wrong_step:
        return post_details(attempt);
      case no_session_url: {
        EndpointFacts without = rm.endpoint.facts();
        without.session_url.reset();
        rm.endpoint.set_facts(without);
        return request_details(attempt);
      }
      case finalised:
        return finalise(attempt, true);
      case store_failed: {
        rm.store.writes_fail = true;
        const Response response = finalise(attempt, true);
        rm.store.writes_fail = false;
        return response;
      }
      case called_off:
        return finalise(attempt, false);
      case finalised_again:
        return finalise(attempt, stage_was_done);
      case unreadable:
        return ask(request("finalizePairing", "?", attempt.id));
      case superseded:
        opened();
        return {};
      case expired:
        pass(Limits::attempt_life);
        return {};
      default:
        return {};
    }
  }

  bool stage_was_done = false;
};

int status_of(PairingReply reply) {
  switch (reply) {
    case PairingReply::details:
    case PairingReply::stored:
      return 200;
    case PairingReply::finished:
      return 204;
    case PairingReply::refused:
      return 400;
    case PairingReply::forbidden:
      return 403;
    case PairingReply::error:
      return 500;
    default:
      return 204;
  }
}

// C-161, C-170, C-176, C-178, C-180, C-182, C-183, C-185
TEST_F(PairingAttemptTable, EveryRowIsWhatTheServerDoes) {
  const EndpointFacts facts = rm.endpoint.facts();
  for (const PairingRow& row : pairing_table()) {
    if (row.from == delaying) continue;  // server_test.cpp: the answer comes after a second
    SCOPED_TRACE("stage " + std::to_string(static_cast<int>(row.from)) + ", cause " +
                 std::to_string(static_cast<int>(row.cause)));
    rm.endpoint.set_facts(facts);
    stage_was_done = row.from == done;
    const Opened attempt = at(row.from);
    const Response response = happen(attempt, row.cause);
    if (row.reply != PairingReply::nothing) {
      EXPECT_EQ(response.status, status_of(row.reply));
    }
    rm.endpoint.set_facts(facts);
    const int again = request_details(attempt).status;  // of a live attempt 200, of one that is dead 401
    EXPECT_EQ(again, row.to == failed ? 401 : 200);
    if (row.to == awaiting_response || row.to == details_done) {
      EXPECT_EQ(finalise(attempt, true).status, 204);
    }
  }
}

// C-176
TEST_F(PairingAttemptTable, WhereThereIsNoRowTheBearerIsNotKnown) {
  for (const PairingStage stage : {done, failed}) {
    for (const PairingCause cause : {response_wrong, wrong_step, called_off, unreadable}) {
      if (find_pairing_row(stage, cause)) continue;
      const Opened attempt = at(stage);
      if (stage == failed && cause == called_off) continue;  // the same finalizePairing again
      EXPECT_EQ(happen(attempt, cause), unauthorized()) << static_cast<int>(stage) << ' ' << static_cast<int>(cause);
    }
  }
}

// C-182
TEST_F(PairingAttemptTable, SuccessBeforeTheDetailsFailsTheAttempt) {
  const Opened attempt = opened();
  EXPECT_EQ(finalise(attempt, true).status, 400);
  EXPECT_EQ(last<PairingFailed>()->why, Problem::out_of_order_there);
  EXPECT_EQ(request_details(attempt), unauthorized());
}

TEST(PairingTable, AStageAndACauseHaveOneRow) {
  std::set<std::pair<PairingStage, PairingCause>> seen;
  for (const PairingRow& row : pairing_table()) EXPECT_TRUE(seen.emplace(row.from, row.cause).second);
}

}  // namespace
}  // namespace s2::connect
