// What is said about pairing.

#include <source_dir.hpp>

#include <connect/people.hpp>
#include <paired/sentences.hpp>

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace s2::paired {
namespace {

using namespace connect;
using testing::HasSubstr;
using testing::Not;
using Weight = Told::Weight;

Pairing with(const std::string& name) {
  Pairing pairing;
  pairing.peer_node.user_defined_name = name;
  pairing.tokens.push_back({Secret("hidden token"), false, {}});
  return pairing;
}

// Every event there is, with secrets where they can be.
std::vector<PairingEvent> pairing_events() {
  NodeDescription evil;
  evil.user_defined_name = "\x1b[2Jevil\n";
  return {CodeRequested{.node = {}, .peer_node = evil, .peer_endpoint = {}, .until = {}},
          CodeNotNeeded{},
          Paired{.pairing = with("HEMS"), .settled = {}},
          PairingFailed{.node = {}, .peer = evil, .why = Problem::code_wrong, .detail = "\x1b[2J", .source = ""},
          PairingRefused{
              .node = {}, .peer = {}, .error = PairingError::node_not_found, .detail = "\x07", .source = "10.0.0.1"},
          PairingUndecided{.pairing = with("HEMS"), .why = Problem::timed_out},
          IdentityChanged{.node = {}, .host = "hems.local"},
          PairingNote{.node = {}, .rule = "C-165", .text = "something odd"}};
}

std::vector<SessionClientEvent> session_events() {
  SessionReady ready;
  ready.token = Secret("hidden token");
  return {ready,
          CloseSession{},
          SessionDelayed{.pair = {}, .why = Problem::unreachable, .detail = "\x1b", .retry = {}},
          NotAccepted{with("HEMS")},
          Unpaired{with("HEMS"), true},
          PairingPromoted{with("HEMS"), {}},
          PairingDropped{with("HEMS")},
          PeerUpdated{with("HEMS")},
          SessionNoted{.pair = {}, .what = Problem::token_short}};
}

TEST(Sentences, HoldNoSecretsAndDriveNoTerminal) {
  std::vector<Told> all;
  for (const auto& event : pairing_events()) {
    if (auto one = told(event)) all.push_back(*one);
  }
  for (const auto& event : session_events()) {
    if (auto one = told(event)) all.push_back(*one);
  }
  EXPECT_GE(all.size(), 15U);
  for (const auto& one : all) {
    EXPECT_THAT(one.text, Not(HasSubstr("hidden")));
    EXPECT_EQ(one.text.find_first_of("\x1b\n\x07"), std::string::npos) << one.text;
    EXPECT_FALSE(one.event.empty());
    EXPECT_FALSE(one.text.empty());
  }
}

TEST(Sentences, SayWhatToDoAndEndWithAnId) {
  const auto failed =
      told(PairingEvent(PairingFailed{.node = {}, .peer = {}, .why = Problem::code_wrong, .detail = "", .source = ""}));
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->weight, Weight::bad);
  EXPECT_THAT(line_of(*failed), HasSubstr("compare the code"));
  EXPECT_THAT(line_of(*failed), testing::EndsWith(" [S2CPP-CODE-WRONG]"));
  const auto paired =
      told(PairingEvent(Paired{.pairing = with("HEMS"), .settled = {.is_renewal = true, .left = with("old")}}));
  EXPECT_EQ(line_of(*paired), "paired anew with HEMS; the pairing with old has ended");
  EXPECT_EQ(told(SessionServerEvent(Unpaired{with("HEMS"), true}))->text, "HEMS ended the pairing");
  EXPECT_EQ(told(SessionServerEvent(Unpaired{with("HEMS"), false}))->text, "unpaired from HEMS");
}

//
TEST(Sentences, APeerThatSpeaksADraftIsToBeUpdated) {
  NodeDescription evse;
  evse.user_defined_name = "EVSE";
  const auto failed = told(
      PairingEvent(PairingFailed{.node = {}, .peer = evse, .why = Problem::draft_peer, .detail = "", .source = ""}));
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->weight, Weight::bad);
  EXPECT_EQ(line_of(*failed),
            "pairing with EVSE failed: the code is right, but the other device proves it as a draft of S2 Connect from "
            "before 1.0.0 did: update that device, then pair again [S2CPP-DRAFT-PEER]");
}

TEST(Sentences, TellAnObstacleFromTheEndOfASession) {
  const auto delayed = [](Problem why) {
    return SessionClientEvent(SessionDelayed{.pair = {}, .why = why, .detail = "", .retry = {}});
  };
  EXPECT_TRUE(is_obstacle(delayed(Problem::unreachable)));
  EXPECT_TRUE(is_obstacle(NotAccepted{with("HEMS")}));
  EXPECT_TRUE(is_obstacle(Unpaired{with("HEMS"), true}));
  EXPECT_TRUE(is_obstacle(PairingDropped{with("HEMS")}));
  EXPECT_FALSE(is_obstacle(delayed(Problem::session_lost)));
  EXPECT_FALSE(is_obstacle(PeerUpdated{with("HEMS")}));
  EXPECT_TRUE(is_end_of_session(delayed(Problem::session_lost)));
}

TEST(Sentences, ThePageListsEveryProblem) {
  std::ifstream file(tests::source_dir() / "docs/reference/pairing.md");
  const std::string page(std::istreambuf_iterator<char>(file), {});
  for (const auto& row : problems()) {
    EXPECT_THAT(page, HasSubstr("| `" + std::string(row.id) + "` | " + std::string(row.text) + " |\n"));
  }
}

TEST(Sentences, WhatGoesWithoutSayingIsNotSaid) {
  EXPECT_FALSE(told(SessionClientEvent(SessionReady{})));
  EXPECT_FALSE(told(SessionServerEvent(CloseSession{})));
}

}  // namespace
}  // namespace s2::paired
