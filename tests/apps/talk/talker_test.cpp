#include "two_talkers.hpp"

#include <gmock/gmock.h>

namespace s2::app {
namespace {

TEST(Talker, TheHandshakeGoesByItself) {
  TwoTalkers two;
  EXPECT_FALSE(two.cem->ready());
  two.connect();
  EXPECT_TRUE(two.cem->ready());
  EXPECT_TRUE(two.rm->ready());
  EXPECT_EQ(two.cem->registry().details->name, "s2 talk");
}

TEST(Talker, OnlyTheRightSideSelectsAndReports) {
  TwoTalkers two;
  two.connect();
  EXPECT_FALSE(two.rm->select(ControlType::fill_rate_based_control));
  EXPECT_FALSE(two.cem->report(Id("aa"), InstructionStatus::started));
}

TEST(Talker, RawFramesPassTheSession) {
  TwoTalkers two;
  two.connect();
  two.cem->send_raw("no JSON");
  two.run();
  const auto* answer = two.state.journal.newest(Kind::ReceptionStatus);
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(std::get<ReceptionStatus>(*answer->message).status, ReceptionStatusValues::invalid_data);
  EXPECT_TRUE(two.cem->ready());
}

TEST(Talker, WhatThePeerLeavesUndoneIsTold) {
  TwoTalkers two;
  two.state.talker = two.cem.get();
  two.cem->start();
  two.run();
  two.pass(Duration(11'000));  // the Handshake has no answer
  EXPECT_EQ(two.missed, 1);
}

TEST(Talker, AnEndIsInGoodOrder) {
  TwoTalkers two;
  two.connect();
  two.rm->end(SessionRequestType::terminate, "enough");
  two.run();
  EXPECT_TRUE(two.rm->over());
  EXPECT_TRUE(two.cem->over());
}

TEST(Talker, TheUsualDetailsBreakNoRule) {
  EXPECT_TRUE(check(usual_details(house::seeded_ids(1, "x")), Strictness::strict).size() <= 1);
}

}  // namespace
}  // namespace s2::app
