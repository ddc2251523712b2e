// Whatever comes in whatever order: every message is answered once, and nothing else is.

#include "pair.hpp"

#include "random_message.hpp"

#include <gtest/gtest.h>

#include <random>

namespace s2 {
namespace {

struct Heard {
  std::size_t answers = 0;
  std::optional<ReceptionStatus> last;
};

// Takes everything out of a session and counts the answers in it.
Heard listen(Session& session) {
  Heard heard;
  while (const auto frame = session.next_frame()) {
    const auto read = decode(*frame, session.profile().value_or(Profile::v1_0_0));
    EXPECT_TRUE(read) << *frame << " is nothing a peer could read";
    if (!read || kind_of(read->message) != Kind::ReceptionStatus) continue;
    ++heard.answers;
    heard.last = std::get<ReceptionStatus>(read->message);
  }
  while (session.next_event()) {
  }
  return heard;
}

// Either side, freshly made, in a random way.
std::unique_ptr<Session> any_session(std::mt19937_64& random) {
  SessionOptions options;
  options.start = random() % 4 == 0 ? Start::bare : Start::connected;
  options.profile = random() % 2 == 0 ? Profile::v1_0_0 : Profile::v0_0_2_beta;
  options.strictness = static_cast<Strictness>(random() % 3);
  if (random() % 2 == 0) return std::make_unique<CemSession>(options, tests::numbered_ids("we-"), Time{});
  return std::make_unique<RmSession>(options, tests::resource(), tests::numbered_ids("we-"), Time{});
}

class Receive : public ::testing::Test {
 protected:
  // A random message, in its own or another profile, sometimes an old one again.
  std::string any_frame() {
    if (!sent_.empty() && random_() % 5 == 0) return sent_[random_() % sent_.size()];
    const auto& types = message_types();
    const auto& type = types[random_() % types.size()];
    const Profile profile = type.only.value_or(random_() % 2 == 0 ? Profile::v1_0_0 : Profile::v0_0_2_beta);
    sent_.push_back(encode(messages_.make(type.kind, profile), profile).value());
    return sent_.back();
  }

  std::mt19937_64 random_{5};
  tests::RandomMessage messages_{6};
  std::vector<std::string> sent_;
};

TEST_F(Receive, EveryMessageIsAnsweredOnceAndNoAnswerIs) {
  for (int round = 0; round < 60; ++round) {
    const auto session = any_session(random_);
    listen(*session);
    sent_.clear();
    for (int step = 0; step < 60 && !session->ended(); ++step) {
      const std::string frame = any_frame();
      session->receive(frame, Time{step, 0});
      const auto peeked = peek(frame);
      const Heard heard = listen(*session);
      ASSERT_EQ(heard.answers, peeked->kind == Kind::ReceptionStatus ? 0U : 1U) << frame;
      ASSERT_TRUE(!heard.last || heard.last->subject_message_id == *peeked->message_id) << frame;
    }
  }
}

TEST_F(Receive, ABrokenFrameGetsAtMostOneAnswer) {
  for (int round = 0; round < 60; ++round) {
    const auto session = any_session(random_);
    listen(*session);
    for (int step = 0; step < 60 && !session->ended(); ++step) {
      std::string frame = any_frame();
      for (auto breaks = 1 + random_() % 3; breaks > 0; --breaks) {
        frame[random_() % frame.size()] = static_cast<char>(random_() % 256);
      }
      if (random_() % 4 == 0) frame.resize(random_() % frame.size());
      session->receive(frame, Time{step, 0});
      ASSERT_LE(listen(*session).answers, 1U) << frame;
    }
  }
}

}  // namespace
}  // namespace s2
