// A file of messages in any form, cut into records by `s2 validate` and its like: every record is a piece of the file,
// in order, where it says it is, and the frame in it too.

#include "expect.hpp"

#include <input/frame.hpp>
#include <input/record_reader.hpp>

#include <sstream>

namespace s2::fuzz {
namespace {

using app::Form;
using app::Record;

// Position of a line and column in a text; its length when there is no such line.
std::size_t position(std::string_view text, const Record& record) {
  std::size_t at = 0;
  for (auto line = record.line; line > 1; --line) {
    const auto end = text.find('\n', at);
    if (end == text.npos) return text.size();
    at = end + 1;
  }
  return at + record.column;
}

void check_frame(const Record& record) {
  for (const bool in_recording : {false, true}) {
    const auto frame = frame_of(record, in_recording);
    expect(frame.offset + frame.length <= record.text.size(), "a frame reaches out of its record");
    expect(!frame.trouble || !frame.trouble->text.empty(), "trouble without reason");
  }
  (void)header_of(record);
}

void check_file(std::string_view text, Form form) {
  std::istringstream in{std::string(text)};
  app::RecordReader reader(in, form);
  std::size_t done = 0;
  // Every record but the trouble with an array, of which there is at most one between two others, takes a byte.
  for (std::size_t left = 2 * text.size() + 2; const auto record = reader.next(); --left) {
    expect(left > 0, "records without end");
    expect(reader.passed() <= text.size(), "more was passed than there is");
    check_frame(*record);
    if (record->trouble) continue;
    expect(record->text.size() == record->bytes, "a record of another length than it says");
    const auto at = position(text, *record);
    expect(at >= done, "records overlap");
    expect(text.substr(at, record->text.size()) == record->text, "a record is not where it says it is");
    done = at + record->text.size();
  }
  expect(reader.passed() == text.size(), "something was left over");
}

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto text = s2::fuzz::text_of(data, size);
  s2::fuzz::check_file(text, s2::app::Form::values);
  s2::fuzz::check_file(text, s2::app::Form::lines);
  return 0;
}
