#include <session/api/statements.hpp>

#include <s2/base/limits.hpp>

#include <gtest/gtest.h>

namespace s2::session {
namespace {

constexpr Time now{1000, 0};
using std::chrono::seconds;

class StatementsTest : public ::testing::Test {
 protected:
  void put(Message message) {
    statements_.put(std::move(message), std::make_shared<Acknowledgement::State>(), now, overtaken_);
  }
  std::size_t unsaid(Time when = now) {
    return statements_.unsaid(ControlType::fill_rate_based_control, when, overtaken_).size() +
           statements_.unsaid(ControlType::power_envelope_based_control, when, overtaken_).size();
  }

  Statements statements_;
  std::vector<Answer> overtaken_;
};

frbc::SystemDescription from(Time valid_from) {
  frbc::SystemDescription description;
  description.valid_from = valid_from;
  return description;
}

pebc::PowerConstraints offer(std::string_view id, std::optional<Time> until = {}) {
  pebc::PowerConstraints offer;
  offer.id = Id(id);
  offer.valid_from = now;
  offer.valid_until = until;
  return offer;
}

frbc::UsageForecast forecast(Time start) {
  frbc::UsageForecast forecast;
  forecast.start_time = start;
  forecast.elements.resize(1);
  forecast.elements[0].duration = seconds(100);
  return forecast;
}

TEST_F(StatementsTest, OneStatusForEachActuatorCounts) {
  for (const auto* id : {"a-1", "a-2", "a-1"}) {
    frbc::ActuatorStatus status;
    status.actuator_id = Id(id);
    put(status);
  }
  EXPECT_EQ(unsaid(), 2U);
  EXPECT_EQ(overtaken_.size(), 1U);
}

TEST_F(StatementsTest, ADescriptionForLaterLeavesThePresentOne) {
  put(from(now));
  put(from(now + seconds(60)));
  EXPECT_EQ(unsaid(), 2U);
  EXPECT_EQ(unsaid(now + seconds(60)), 1U) << "its time has come";
}

TEST_F(StatementsTest, AnOfferForGoodReplacesAllOthers) {
  put(offer("o-1"));
  put(offer("o-2", now + seconds(60)));
  EXPECT_EQ(unsaid(), 2U) << "the first counts again after the second";
  put(offer("o-3"));
  EXPECT_EQ(unsaid(), 1U);
}

TEST_F(StatementsTest, WhatHasExpiredIsForgotten) {
  put(offer("o-1", now + seconds(60)));
  put(forecast(now));
  EXPECT_EQ(unsaid(now + seconds(59)), 2U);
  EXPECT_EQ(unsaid(now + seconds(60)), 1U);
  EXPECT_EQ(unsaid(now + seconds(100)), 0U);
  EXPECT_EQ(statements_.size(), 0U);
}

TEST_F(StatementsTest, AForecastReplacesEarlierOnesFromItsStartOn) {
  put(forecast(now));
  put(forecast(now + seconds(50)));
  EXPECT_EQ(unsaid(), 2U);
  put(forecast(now));
  EXPECT_EQ(unsaid(), 1U);
}

TEST_F(StatementsTest, OfEachKindOnlySoManyAreKept) {
  for (std::size_t i = 0; i <= Limits::held_objects; ++i) {
    EXPECT_EQ(unsaid(), i);
    frbc::ActuatorStatus status;
    status.actuator_id = Id("a-" + std::to_string(i));
    put(status);
  }
  EXPECT_EQ(unsaid(), Limits::held_objects);
}

}  // namespace
}  // namespace s2::session
