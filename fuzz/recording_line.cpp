// Recordings: a line of a file, and a frame that goes into one. What is written reads back and writes the same again.

#include "expect.hpp"

#include <s2/recording.hpp>

namespace s2::fuzz {
namespace {

std::string line_of(const RecordingLine& line) {
  return std::visit([](const auto& one) { return to_line(one); }, line);
}

std::string rewritten(const std::string& line) {
  expect(line.find_first_of("\r\n") == line.npos, "a line holds a line break");
  const auto read = read_recording_line(line);
  expect(read.has_value(), "we cannot read the line we wrote");
  return line_of(*read);
}

// What two writings make of a line stays as it is. One is not enough: bytes that were no UTF-8 are mended by the first,
// and a mended frame may be JSON.
void check_settled(const std::string& line) {
  const std::string settled = rewritten(line);
  expect(rewritten(settled) == settled, "a line changed on its way in and out");
}

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto text = s2::fuzz::text_of(data, size);
  if (const auto read = s2::read_recording_line(text)) {
    s2::fuzz::check_settled(s2::fuzz::line_of(*read));
  } else {
    s2::fuzz::expect(!read.error().text.empty(), "a refusal without reason");
  }
  const s2::RecordedFrame frame{s2::Time{}, s2::Direction::rm_to_cem, std::string(text.substr(0, 20)),
                                std::string(text)};
  s2::fuzz::check_settled(s2::to_line(frame));
  return 0;
}
