// All states two engines can reach over a lossy channel, up to a number of moves, by breadth first search.
// S2_NIGHTLY=1 goes deeper, S2_DEPTH=n as deep as you like; docs/architecture.md says what was found.

#include "duel.hpp"

#include <s2/base/id_digest.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <unordered_set>

namespace s2::tests {
namespace {

using enum Move;

// Where a search begins: moves nobody varies.
struct Root {
  const char* name;
  Start start;
  std::vector<Move> moves;
  std::size_t depth;          // in every run
  std::size_t nightly_depth;  // with S2_NIGHTLY
};

// Both speak and hear until nothing is under way.
const std::vector<Move> details_answered = {deliver_to_cem, deliver_to_rm};

std::vector<Move> joined(std::vector<Move> first, std::initializer_list<Move> then) {
  first.insert(first.end(), then);
  return first;
}

const std::vector<Move> described =
    joined(details_answered, {cem_selects, deliver_to_rm, deliver_to_cem, rm_describes, deliver_to_cem, deliver_to_rm});

const Root roots[] = {
    {"a bare session begins", Start::bare, {}, 5, 6},
    {"a session of S2 Connect begins", Start::connected, {}, 4, 4},
    {"a control type is active and described", Start::connected, described, 4, 4},
    {"an instruction is accepted", Start::connected, joined(described, {cem_instructs, deliver_to_rm, deliver_to_cem}),
     3, 4},
};

class Search {
 public:
  explicit Search(const Root& root) : root_(root) {}

  // Every state that can be reached in so many moves. A state is made again from its moves: sessions are not copied.
  void run(std::size_t depth) {
    std::vector<std::vector<Move>> layer = {{}};
    look_at({});
    for (std::size_t moves = 0; moves < depth && !::testing::Test::HasFailure(); ++moves) {
      std::vector<std::vector<Move>> next;
      for (const auto& path : layer) extend(path, next);
      layer = std::move(next);
      std::cout << "  " << moves + 1 << " moves: " << seen_.size() << " states\n";
    }
  }

  std::size_t states() const { return seen_.size(); }

 private:
  std::unique_ptr<Duel> replay(const std::vector<Move>& path) {
    auto duel = std::make_unique<Duel>(root_.start, workbench_);
    for (const Move move : root_.moves) duel->make(move);
    for (const Move move : path) duel->make(move);
    return duel;
  }

  void extend(const std::vector<Move>& path, std::vector<std::vector<Move>>& next) {
    const auto before = replay(path);
    for (std::size_t i = 0; i < move_count; ++i) {
      if (!before->can(static_cast<Move>(i))) continue;
      std::vector<Move> longer = path;
      longer.push_back(static_cast<Move>(i));
      if (look_at(longer)) next.push_back(std::move(longer));
    }
  }

  // Whether the state at the end of a path is a new one.
  bool look_at(const std::vector<Move>& path) {
    auto duel = replay(path);
    if (!duel->fits()) return false;
    if (!seen_.insert(digest_of(Id(duel->state()))).second) return false;
    duel->come_to_rest();
    for (const auto& complaint : duel->complaints()) {
      std::string text = complaint + ", after:";
      for (const Move move : path) text += " [" + std::string(name_of(move)) + "]";
      ADD_FAILURE() << root_.name << ": " << text;
    }
    return true;
  }

  const Root& root_;
  std::shared_ptr<Workbench> workbench_ = std::make_shared<Workbench>();
  std::unordered_set<IdDigest, IdDigestHash> seen_;
};

TEST(Exhaustive, InEveryStateNothingIsDoneTwiceAndBothSidesAgreeOrKnowThatTheyMayNot) {
  std::size_t states = 0;
  for (const Root& root : roots) {
    std::size_t depth = std::getenv("S2_NIGHTLY") ? root.nightly_depth : root.depth;
    if (const char* wanted = std::getenv("S2_DEPTH")) depth = std::stoul(wanted);
    std::cout << root.name << '\n';
    Search search(root);
    search.run(depth);
    states += search.states();
    if (HasFailure()) return;
  }
  std::cout << states << " states\n";
  EXPECT_GT(states, 1000U);
}

}  // namespace
}  // namespace s2::tests
