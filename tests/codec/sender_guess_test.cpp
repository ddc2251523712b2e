// Who sent a message.

#include "codec/sender_guess.hpp"

#include <gtest/gtest.h>

namespace s2::codec {
namespace {

constexpr auto cem = EnergyManagementRole::cem;
constexpr auto rm = EnergyManagementRole::rm;

std::string message(std::string_view type, std::string_view id, std::string_view more = "") {
  return R"({"message_type":")" + std::string(type) + R"(","message_id":")" + std::string(id) + '"' +
         std::string(more) + "}";
}

std::string answer(std::string_view id) {
  return R"({"message_type":"ReceptionStatus","subject_message_id":")" + std::string(id) + R"(","status":"OK"})";
}

TEST(SenderGuess, MostTypesHaveOneSender) {
  SenderGuess guess;
  for (const MessageType& type : message_types()) {
    if (type.senders.cem == type.senders.rm) continue;
    EXPECT_EQ(guess.sender_of(message(type.name(), "m-1")), type.senders.cem ? cem : rm) << type.name();
  }
}

TEST(SenderGuess, AHandshakeNamesItsRole) {
  SenderGuess guess;
  EXPECT_EQ(guess.sender_of(message("Handshake", "m-1", R"(,"role":"CEM")")), cem);
  EXPECT_EQ(guess.sender_of(message("Handshake", "m-2", R"(,"role":"RM")")), rm);
}

TEST(SenderGuess, WhoMadeAnObjectRevokesIt) {
  SenderGuess guess;
  EXPECT_EQ(guess.sender_of(message("RevokeObject", "m-1", R"(,"object_type":"FRBC.Instruction")")), cem);
  EXPECT_EQ(guess.sender_of(message("RevokeObject", "m-2", R"(,"object_type":"FRBC.SystemDescription")")), rm);
}

TEST(SenderGuess, TheOtherSideAnswersAMessage) {
  SenderGuess guess;
  guess.sender_of(message("SelectControlType", "m-1"));
  guess.sender_of(message("FRBC.StorageStatus", "m-2"));
  EXPECT_EQ(guess.sender_of(answer("m-1")), rm);
  EXPECT_EQ(guess.sender_of(answer("m-2")), cem);
  EXPECT_EQ(guess.sender_of(answer("never sent")), cem) << "the other side than the one that spoke last";
}

TEST(SenderGuess, TheCemIsTakenToEndTheSession) {
  SenderGuess guess;
  guess.sender_of(message("FRBC.StorageStatus", "m-1"));
  EXPECT_EQ(guess.sender_of(message("SessionRequest", "m-2")), cem);
  EXPECT_EQ(guess.sender_of(answer("m-2")), rm);
}

TEST(SenderGuess, WhatIsNoMessageComesFromTheSideThatSpokeLast) {
  SenderGuess guess;
  guess.sender_of(message("FRBC.Instruction", "m-1"));
  EXPECT_EQ(guess.sender_of("{"), cem);
  EXPECT_EQ(guess.sender_of(message("Handshake", "m-1", R"(,"role":"NOBODY")")), cem);
}

TEST(SenderGuess, AMessageMaySayWhenItWasSent) {
  const std::string told = R"(,"timestamp":"2024-06-21T12:00:00Z")";
  EXPECT_EQ(present_time_in(message("InstructionStatusUpdate", "m-1", told)), parse_time("2024-06-21T12:00:00Z")->time);
  EXPECT_EQ(present_time_in(message("InstructionStatusUpdate", "m-1", R"(,"timestamp":"noon")")), std::nullopt);
  EXPECT_EQ(present_time_in(message("FRBC.StorageStatus", "m-1")), std::nullopt);
  EXPECT_EQ(present_time_in("[1"), std::nullopt);
}

}  // namespace
}  // namespace s2::codec
