// Both sides of session initiation and unpairing, with every combination of faults at every write and every message.
// S2_FAULTS=n explores so many faults in a run; S2_NIGHTLY=1 one more than usual.

#include "connect/sessions/two_sides.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace s2::connect {
namespace {

using tests::Choices;
using tests::explore;
using tests::TwoSides;

std::size_t faults() {
  if (const char* number = std::getenv("S2_FAULTS")) return std::strtoul(number, nullptr, 10);
  return std::getenv("S2_NIGHTLY") ? 3 : 2;
}

Pairing client_pairing(const std::string& token, PairingState state = PairingState::paired) {
  auto pairing = tests::as_client(TwoSides::rm, TwoSides::cem, token);
  pairing.state = state;
  return pairing;
}

Pairing server_pairing(const std::string& token, PairingState state = PairingState::paired) {
  auto pairing = tests::as_server(TwoSides::cem, TwoSides::rm, token);
  pairing.state = state;
  return pairing;
}

std::vector<TwoSides::Beginning> beginnings() {
  constexpr auto provisional = PairingState::provisional;
  return {
      {"Paired", {client_pairing("a")}, {server_pairing("a")}},
      {"ClientUnsure", {client_pairing("a", provisional)}, {server_pairing("a")}},
      {"ServerUnsure", {client_pairing("a")}, {server_pairing("a", provisional)}},
      {"RenewedClientUnsure", {client_pairing("old"), client_pairing("a", provisional)}, {server_pairing("a")}},
      {"RenewedServerUnsure", {client_pairing("a")}, {server_pairing("old"), server_pairing("a", provisional)}},
      {"RenewalFailedAtServer", {client_pairing("old"), client_pairing("a", provisional)}, {server_pairing("old")}},
      {"RenewalFailedAtClient", {client_pairing("old")}, {server_pairing("old"), server_pairing("a", provisional)}},
  };
}

class Conversations : public testing::TestWithParam<TwoSides::Beginning> {};

// C-177, C-194, C-205, C-207, C-213, C-219, C-225, C-293, C-294
TEST_P(Conversations, WhateverIsLostOrStopsBothSidesMeetAgain) {
  const auto runs = explore(faults(), [](Choices& choices) {
    TwoSides sides(GetParam(), choices);
    const bool met = sides.connect();
    sides.lose_session();
    const bool met_again = sides.connect();
    EXPECT_TRUE(met && met_again) << choices.text();
    // One active token survives, and both know it alone.
    EXPECT_EQ(sides.server_store().find(TwoSides::server_pair()).value()->tokens.size(), 1U) << choices.text();
    EXPECT_EQ(TwoSides::tokens(sides.client_store()).size(), 1U) << choices.text();
    EXPECT_EQ(sides.client_store().find(TwoSides::client_pair()).value()->tokens[0].token,
              sides.server_store().find(TwoSides::server_pair()).value()->tokens[0].token)
        << choices.text();
  });
  RecordProperty("runs", std::to_string(runs));
}

// C-254, C-255, C-256, C-257, C-263
TEST_P(Conversations, WhoeverUnpairsAtTheClientTheServerHearsOfIt) {
  const auto runs = explore(faults(), [](Choices& choices) {
    TwoSides sides(GetParam(), choices);
    const bool is_done = sides.unpair_at_client();
    EXPECT_TRUE(is_done) << choices.text();
    sides.calm_down();
    EXPECT_TRUE(sides.client_store().all().value().empty()) << choices.text();
    EXPECT_TRUE(sides.server_store().all().value().empty()) << choices.text();
  });
  RecordProperty("runs", std::to_string(runs));
}

// C-216, C-259, C-261, C-263
TEST_P(Conversations, WhoeverUnpairsAtTheServerTheClientHearsOfIt) {
  const auto runs = explore(faults(), [](Choices& choices) {
    TwoSides sides(GetParam(), choices);
    const bool is_done = sides.unpair_at_server();
    EXPECT_TRUE(is_done) << choices.text();
    sides.calm_down();
    EXPECT_TRUE(sides.client_store().all().value().empty()) << choices.text();
    EXPECT_TRUE(sides.server_store().all().value().empty()) << choices.text();
    EXPECT_EQ(sides.stage(), SessionStage::unpaired) << choices.text();
  });
  RecordProperty("runs", std::to_string(runs));
}

INSTANTIATE_TEST_SUITE_P(Sessions, Conversations, testing::ValuesIn(beginnings()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace s2::connect
