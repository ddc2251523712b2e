// What a session costs: no memory for a status, little when it is idle, more only as its history is used.

#include "allocations.hpp"
#include "pair.hpp"

#include <s2/base/limits.hpp>

#include <gtest/gtest.h>

#include <cstdio>

namespace s2 {
namespace {

using tests::allocated_bytes;
using tests::allocations;

constexpr std::size_t idle_bytes = 8 * 1024;

void pass_on(Session& from, Session& to) {
  while (const auto frame = from.next_frame()) to.receive(*frame, Time{});
}

// A CEM whose RM has FRBC active and has described itself.
CemSession controlling_cem(const std::shared_ptr<Workbench>& workbench) {
  SessionOptions options;
  options.start = Start::connected;
  options.workbench = workbench;
  RmSession rm(options, tests::resource(), tests::numbered_ids("rm-"), Time{});
  CemSession cem(options, tests::numbered_ids("cem-"), Time{});
  pass_on(rm, cem);
  (void)cem.select(ControlType::fill_rate_based_control, Time{});
  pass_on(cem, rm);
  (void)rm.send(tests::description(), Time{});
  pass_on(rm, cem);
  tests::quiet(cem);
  return cem;
}

std::string status_frame(std::size_t i) {
  auto status = tests::fill_level(50);
  char id[40];
  std::snprintf(id, sizeof id, "00000000-0000-4000-8000-%012zu", i);
  status.message_id = Id(id);
  return encode(status, Profile::v1_0_0).value();
}

TEST(SessionCost, AStatusIsJudgedRegisteredAndAnsweredWithoutAllocating) {
  CemSession cem = controlling_cem(std::make_shared<Workbench>());
  std::vector<std::string> frames;
  for (std::size_t i = 0; i < 3 * Limits::remembered_answers; ++i) frames.push_back(status_frame(i));
  std::size_t before = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (i == 2 * Limits::remembered_answers) before = allocations();
    cem.receive(frames[i], Time{static_cast<std::int64_t>(i), 0});
    ASSERT_TRUE(cem.next_frame());
    ASSERT_FALSE(cem.next_frame());
    ASSERT_TRUE(cem.next_event());
  }
  EXPECT_EQ(allocations(), before);
}

TEST(SessionCost, AnIdleSessionIsSmall) {
  const auto workbench = std::make_shared<Workbench>();
  // The first one fills the shared buffers.
  CemSession first = controlling_cem(workbench);
  for (const bool is_rm : {false, true}) {
    SessionOptions options;
    options.start = Start::connected;
    options.workbench = workbench;
    const std::size_t before = allocated_bytes();
    if (is_rm) {
      RmSession rm(options, tests::resource(), tests::numbered_ids("rm-"), Time{});
      rm.receive(R"({"message_type":"ReceptionStatus","subject_message_id":"rm-1","status":"OK"})", Time{});
      tests::quiet(rm);
      EXPECT_LE(allocated_bytes() - before + sizeof rm, idle_bytes);
    } else {
      CemSession cem(options, tests::numbered_ids("cem-"), Time{});
      auto details = tests::resource();
      details.message_id = Id("rm-1");
      cem.receive(encode(details, Profile::v1_0_0).value(), Time{});
      tests::quiet(cem);
      EXPECT_LE(allocated_bytes() - before + sizeof cem, idle_bytes);
    }
  }
}

TEST(SessionCost, ALargeFrameIsNotKept) {
  SessionOptions options;
  options.start = Start::connected;
  auto details = tests::resource();
  details.name = std::string(100'000, 'x');
  RmSession rm(options, details, tests::numbered_ids("rm-"), Time{});
  ASSERT_GT(rm.next_frame().value_or("").size(), 100'000U);
  const std::size_t before = allocated_bytes();
  EXPECT_FALSE(rm.next_frame());
  EXPECT_LT(allocated_bytes() + 100'000, before);
}

}  // namespace
}  // namespace s2
