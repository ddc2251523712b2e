// What is remembered, and what is forgotten.

#include "allocations.hpp"

#include <s2/base/recent.hpp>

#include <gtest/gtest.h>

#include <deque>
#include <random>

namespace s2 {
namespace {

IdDigest id(int number) { return digest_of(Id("id-" + std::to_string(number))); }

TEST(Recent, RemembersItsLimitAndForgetsTheOldest) {
  Recent<int> recent(3);
  for (int i = 0; i < 3; ++i) recent.put(id(i), i);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(recent.find(id(i))) << i;
  recent.put(id(3), 3);
  EXPECT_EQ(recent.size(), 3U);
  EXPECT_FALSE(recent.find(id(0)));
  EXPECT_EQ(*recent.find(id(3)), 3);
}

TEST(Recent, WhatIsPutAgainIsNewAgain) {
  Recent<int> recent(2);
  recent.put(id(1), 1);
  recent.put(id(2), 2);
  recent.put(id(1), 10);
  recent.put(id(3), 3);
  EXPECT_EQ(*recent.find(id(1)), 10);
  EXPECT_FALSE(recent.find(id(2)));
}

TEST(Recent, WhatIsErasedMakesRoom) {
  Recent<int> recent(2);
  recent.put(id(1), 1);
  recent.put(id(2), 2);
  recent.erase(id(2));
  recent.erase(id(7));
  EXPECT_EQ(recent.size(), 1U);
  recent.put(id(3), 3);
  EXPECT_TRUE(recent.find(id(1)));
  EXPECT_TRUE(recent.find(id(3)));
}

TEST(Recent, TakesNoMemoryOnceItIsFull) {
  Recent<int> recent(100);
  for (int i = 0; i < 200; ++i) recent.put(id(i), i);
  std::vector<IdDigest> ids;
  for (int i = 0; i < 1000; ++i) ids.push_back(id(i));
  const auto before = tests::allocations();
  for (int i = 0; i < 1000; ++i) {
    recent.put(ids[static_cast<std::size_t>(i)], i);
    if (i % 3 == 0) recent.erase(ids[static_cast<std::size_t>(i / 2)]);
  }
  EXPECT_EQ(tests::allocations(), before);
}

TEST(Recent, DoesWhatASlowAndPlainListDoes) {
  std::mt19937 random(1);
  Recent<int> recent(10);
  std::deque<std::pair<int, int>> plain;
  for (int step = 0; step < 20'000; ++step) {
    const int key = static_cast<int>(random() % 25);
    const bool erases = random() % 3 == 0;
    std::erase_if(plain, [key](const auto& item) { return item.first == key; });
    if (erases) {
      recent.erase(id(key));
    } else {
      recent.put(id(key), step);
      plain.emplace_back(key, step);
      if (plain.size() > 10) plain.pop_front();
    }
    ASSERT_EQ(recent.size(), plain.size());
    for (const auto& [known, value] : plain) {
      ASSERT_TRUE(recent.find(id(known)));
      ASSERT_EQ(*recent.find(id(known)), value);
    }
  }
}

}  // namespace
}  // namespace s2
