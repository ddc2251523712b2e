// Streets on virtual time: links that lose, double, delay, reorder and cut, clocks that differ, sides that restart, are
// busy, give up and end. S2_SEED=n plays one seed, S2_NIGHTLY=1 many more of them.

#include "street.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace s2::tests {
namespace {

struct Seeds {
  std::uint64_t first = 1;
  std::uint64_t count;

  explicit Seeds(std::uint64_t in_ci, std::uint64_t at_night) : count(std::getenv("S2_NIGHTLY") ? at_night : in_ci) {
    const char* one = std::getenv("S2_SEED");
    if (!one) return;
    first = std::stoull(one);
    count = 1;
  }
};

TEST(Simulation, NothingIsDoneTwiceAndBothSidesAgreeWhateverHappensToTheirLinks) {
  Tally tally;
  const Seeds seeds(40, 20'000);
  for (std::uint64_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
    SCOPED_TRACE("repeat with S2_SEED=" + std::to_string(seed) + " test_simulation --gtest_filter=Simulation.*");
    Street(seed, tally).live();
    if (HasFailure()) return;
  }
  std::cout << tally.sessions << " sessions, " << tally.frames << " frames, " << tally.instructions
            << " instructions carried out, " << tally.refused << " messages refused; of " << tally.at_rest
            << " sessions at rest " << tally.told << " are apart after a refusal that was reported, " << tally.apart
            << " under loss or reordering; " << tally.undecided << " messages undecided\n";
  if (seeds.count > 1) {
    EXPECT_GT(tally.at_rest, 0U);
    EXPECT_GT(tally.instructions, 0U);
  }
}

}  // namespace
}  // namespace s2::tests
