// Timestamps: whatever is read prints as RFC 3339 in UTC and reads back as the same instant.

#include "expect.hpp"

#include <s2/base/time.hpp>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using s2::fuzz::expect;
  const auto text = s2::fuzz::text_of(data, size);
  const auto parsed = s2::parse_time(text);
  const auto relaxed = s2::parse_time(text, true);
  if (!relaxed) {
    expect(!parsed, "demanding an offset accepts more");
    return 0;
  }
  expect(relaxed->no_offset || parsed, "a time with offset is refused");
  expect(!parsed || parsed->time == relaxed->time, "the instant depends on what is demanded");
  const s2::Time time = relaxed->time;
  expect(time.nanoseconds < 1'000'000'000, "nanoseconds overflow");
  if (time < s2::first_time || time > s2::last_time) return 0;  // an offset led out of the years that can be written
  const std::string printed = s2::format_time(time);
  const auto again = s2::parse_time(printed);
  expect(again && again->time == time, "a time changed on its way out and in");
  expect(!again->unusual && !again->no_offset, "we print what some peers cannot read");
  return 0;
}
