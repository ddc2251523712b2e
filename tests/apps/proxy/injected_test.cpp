#include <proxy/injected.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

std::string message(const std::string& id) {
  return R"({"message_type":"FRBC.StorageStatus","message_id":")" + id + R"(","present_fill_level":1})";
}

std::string answer(const std::string& id) {
  return R"({"message_type":"ReceptionStatus","subject_message_id":")" + id + R"(","status":"OK"})";
}

TEST(Injected, TheAnswerToWhatWasPutInIsOursAndNoOther) {
  Injected injected;
  injected.put_in(message("aa"), false);
  EXPECT_FALSE(injected.answered_by(answer("bb")));
  EXPECT_FALSE(injected.answered_by(message("aa")));
  EXPECT_TRUE(injected.answered_by(answer("aa")));
}

TEST(Injected, ASecondAnswerToItIsOursToo) {
  Injected injected;
  injected.put_in(message("aa"), false);
  EXPECT_TRUE(injected.answered_by(answer("aa")));
  EXPECT_TRUE(injected.answered_by(answer("aa")));
}

TEST(Injected, WhenBothUsedTheIdTheFirstAnswerIsOfTheFirstMessage) {
  Injected theirs_first;
  theirs_first.put_in(message("aa"), true);
  EXPECT_FALSE(theirs_first.answered_by(answer("aa")));
  EXPECT_TRUE(theirs_first.answered_by(answer("aa")));

  Injected ours_first;
  ours_first.put_in(message("aa"), false);
  ours_first.passed(message("aa"));
  EXPECT_TRUE(ours_first.answered_by(answer("aa")));
  EXPECT_FALSE(ours_first.answered_by(answer("aa")));
}

TEST(Injected, AFrameWithoutReadableIdIsAnsweredWithTheNilIdOnce) {
  Injected injected;
  injected.put_in("no JSON", false);
  EXPECT_TRUE(injected.answered_by(answer("00000000-0000-0000-0000-000000000000")));
  EXPECT_FALSE(injected.answered_by(answer("00000000-0000-0000-0000-000000000000")));
}

TEST(Injected, AnAnswerThatIsPutInWantsNoAnswer) {
  Injected injected;
  injected.put_in(answer("aa"), false);
  EXPECT_FALSE(injected.answered_by(answer("aa")));
}

TEST(Injected, BeyondTheBoundTheOldestIsForgotten) {
  Injected injected;
  for (std::size_t i = 0; i <= Injected::kept; ++i) injected.put_in(message("m" + std::to_string(i)), false);
  EXPECT_FALSE(injected.answered_by(answer("m0")));
  EXPECT_TRUE(injected.answered_by(answer("m1")));
}

}  // namespace
}  // namespace s2::app
