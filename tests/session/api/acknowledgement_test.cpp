#include <session/api/acknowledgement.hpp>

#include <gtest/gtest.h>

namespace s2 {
namespace {

using session::settle;

TEST(AcknowledgementTest, OfNothingIsHeldBack) { EXPECT_EQ(Acknowledgement().status(), Delivery::held_back); }

TEST(AcknowledgementTest, CallsBackOnceWhateverTheOutcome) {
  for (const auto outcome : {Delivery::accepted, Delivery::refused, Delivery::held_back, Delivery::undecided,
                             Delivery::lost, Delivery::overtaken}) {
    const auto state = std::make_shared<Acknowledgement::State>();
    int calls = 0;
    const Acknowledgement answer(state);
    answer.then([&](const Acknowledgement& told) {
      ++calls;
      EXPECT_EQ(told.status(), outcome) << name_of(outcome);
    });
    EXPECT_FALSE(answer.settled());
    settle(state, outcome);
    settle(state, outcome);
    EXPECT_EQ(calls, 1);
    EXPECT_TRUE(answer.settled());
    EXPECT_EQ(answer.ok(), outcome == Delivery::accepted);
  }
}

TEST(AcknowledgementTest, CallsBackAtOnceWhatIsKnown) {
  const auto state = std::make_shared<Acknowledgement::State>();
  settle(state, Delivery::accepted);
  bool called = false;
  Acknowledgement(state).then([&](const Acknowledgement&) { called = true; });
  EXPECT_TRUE(called);
}

TEST(AcknowledgementTest, ACallbackMayDropTheLastOfIt) {
  auto state = std::make_shared<Acknowledgement::State>();
  std::optional<Acknowledgement> only(state);
  only->then([&](const Acknowledgement& answer) {
    only.reset();
    EXPECT_TRUE(answer.ok());
  });
  settle(std::move(state), Delivery::accepted);
  EXPECT_FALSE(only);
}

}  // namespace
}  // namespace s2
