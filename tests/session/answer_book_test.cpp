// Our answers to the peer.

#include "pair.hpp"

#include <rules/content.hpp>
#include <s2/codec.hpp>
#include <session/answer_book.hpp>

#include <gtest/gtest.h>

namespace s2::session {
namespace {

using enum ReceptionStatusValues;

IdDigest digest(std::string_view id) { return digest_of(Id(id)); }

TEST(AnswerBook, RemembersTheNewestAnswerToAnId) {
  AnswerBook book;
  EXPECT_EQ(book.find(digest("m1")), nullptr);
  book.remember(digest("m1"), {1, ok}, "");
  book.remember(digest("m1"), {2, invalid_content}, "why");
  ASSERT_NE(book.find(digest("m1")), nullptr);
  EXPECT_EQ(book.find(digest("m1"))->content, 2U);
  EXPECT_EQ(book.reason(digest("m1")), "why");
  EXPECT_EQ(book.size(), 1U);
}

TEST(AnswerBook, DoesNotRememberThatAMessageMayBeSentAgain) {
  AnswerBook book;
  book.remember(digest("m1"), {1, temporary_error}, "busy");
  EXPECT_EQ(book.find(digest("m1")), nullptr);
}

TEST(AnswerBook, RemembersItsLimitAndForgetsTheOldest) {
  AnswerBook book;
  const auto id = [](std::size_t i) { return digest("m-" + std::to_string(i)); };
  for (std::size_t i = 0; i < Limits::remembered_answers; ++i) book.remember(id(i), {i, ok}, "");
  EXPECT_NE(book.find(id(0)), nullptr);
  book.remember(id(Limits::remembered_answers), {0, ok}, "");
  EXPECT_EQ(book.find(id(0)), nullptr);
  EXPECT_NE(book.find(id(1)), nullptr);
  EXPECT_EQ(book.size(), Limits::remembered_answers);
}

TEST(ContentOf, IsTheSameForTheSameValues) {
  const auto content = [](const char* frame) {
    return rules::content_of(decode(frame, Profile::v1_0_0).value().message);
  };
  const auto* plain = R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":50})";
  const auto* other = R"( {"present_fill_level":5.0e1, "message_id":"m\u0031", "message_type":"FRBC.StorageStatus"})";
  EXPECT_EQ(content(plain), content(other));
  EXPECT_NE(content(plain),
            content(R"({"message_type":"FRBC.StorageStatus","message_id":"m1","present_fill_level":50.0000001})"));
}

TEST(ContentOf, MessagesThatCannotBeWrittenAreToldApart) {
  // Second 60 of the last year is the first of the year 10000.
  const auto content = [](const char* level) {
    const std::string frame = R"({"message_type":"PowerMeasurement","message_id":"m1",)"
                              R"("measurement_timestamp":"9999-12-31T23:59:60Z",)"
                              R"("values":[{"commodity_quantity":"ELECTRIC.POWER.L1","value":)" +
                              std::string(level) + "}]}";
    return rules::content_of(decode(frame, Profile::v1_0_0).value().message);
  };
  EXPECT_EQ(content("1"), content("1"));
  EXPECT_NE(content("1"), content("2"));
}

}  // namespace
}  // namespace s2::session
