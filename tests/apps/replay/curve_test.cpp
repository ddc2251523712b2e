// Measured and announced courses in bounded memory.

#include <replay/curve.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::app {
namespace {

const Time noon{1'700'000'000, 0};

Time after(std::int64_t ms) { return noon + Duration(ms); }

TEST(Curve, AFewSamplesAreKeptAsTheyAre) {
  Curve curve;
  curve.add(after(0), 1);
  curve.add(after(10), 3);
  curve.add(after(20), 2);
  const auto samples = curve.samples();
  ASSERT_EQ(samples.size(), 3U);
  EXPECT_EQ(samples[1].time, after(10));
  EXPECT_EQ(samples[1].value, 3);
  EXPECT_FALSE(curve.thinned());
}

TEST(Curve, ManySamplesShareBucketsThatKeepTheirPeaks) {
  Curve curve;
  for (int i = 0; i < 100'000; ++i) curve.add(after(i * 10), i == 77'777 ? 1e6 : i % 7);
  EXPECT_TRUE(curve.thinned());
  EXPECT_EQ(curve.added(), 100'000U);
  const auto samples = curve.samples();
  EXPECT_LE(samples.size(), 4 * Curve::capacity);
  EXPECT_GT(samples.size(), Curve::capacity);
  EXPECT_TRUE(
      std::is_sorted(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.time < b.time; }));
  const auto peak = std::max_element(samples.begin(), samples.end(),
                                     [](const Sample& a, const Sample& b) { return a.value < b.value; });
  EXPECT_EQ(peak->value, 1e6);
  EXPECT_EQ(peak->time, after(777'770));
  EXPECT_EQ(samples.back().time, after(999'990));
}

TEST(Curve, SamplesOfOneMomentDoNotGrowIt) {
  Curve curve;
  for (int i = 0; i < 5000; ++i) curve.add(noon, i);
  EXPECT_LE(curve.samples().size(), 4 * Curve::capacity);
  EXPECT_EQ(curve.samples().back().value, 4999);
}

TEST(Curve, AnEarlierSampleCountsAsTheSameMoment) {
  Curve curve;
  curve.add(after(10), 1);
  curve.add(after(0), 2);
  EXPECT_EQ(curve.samples().back().time, after(10));
}

TEST(Course, ALaterAnnouncementReplacesTheEarlierOneFromItsBeginning) {
  Course course;
  course.put({{after(0), after(100), 1, 1}, {after(100), after(200), 2, 2}});
  course.put({{after(50), after(150), 5, 6}});
  const auto& pieces = course.pieces();
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].until, after(50));
  EXPECT_EQ(pieces[1].high, 6);
}

TEST(Course, BeyondItsCapacityPiecesAreLeftOut) {
  std::vector<Piece> pieces;
  for (int i = 0; i < 3000; ++i) pieces.push_back({after(i), after(i + 1), 0, 0});
  Course course;
  course.put({pieces.begin(), pieces.begin() + Course::capacity});
  EXPECT_FALSE(course.full());
  course.put(pieces);
  EXPECT_EQ(course.pieces().size(), Course::capacity);
  EXPECT_TRUE(course.full());
}

}  // namespace
}  // namespace s2::app
