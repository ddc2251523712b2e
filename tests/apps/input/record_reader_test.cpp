// What the beginning of an input says about the whole.

#include <input/record_reader.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace s2::app {
namespace {

std::vector<std::string> read(const std::string& text, Form form = Form::values) {
  std::istringstream in(text);
  RecordReader reader(in, form);
  std::vector<std::string> out;
  while (auto record = reader.next()) {
    out.push_back(record->trouble ? (record->trouble->severity == Severity::error ? "error" : "warning")
                                  : record->text);
  }
  EXPECT_EQ(reader.passed(), text.size());
  return out;
}

using Texts = std::vector<std::string>;
const std::string header = R"({"s2log":1,"made_by":"x","started":"2024-06-21T12:00:00Z"})";

TEST(RecordReader, TheNameOfAFileAnnouncesItsForm) {
  EXPECT_EQ(form_of("a/b.s2log"), Form::lines);
  EXPECT_EQ(form_of("b.jsonl"), Form::lines);
  EXPECT_EQ(form_of("b.ndjson"), Form::lines);
  EXPECT_EQ(form_of("b.json"), Form::values);
  EXPECT_EQ(form_of("-"), Form::values);
}

TEST(RecordReader, ARecordingIsReadByLinesWhateverItsName) {
  EXPECT_EQ(read(header + "\n{\"a\":\n1}\n"), (Texts{header, "{\"a\":", "1}"}));
  EXPECT_EQ(read("{\"a\":\n1}\n"), Texts{"{\"a\":\n1}"});
}

TEST(RecordReader, AByteOrderMarkIsSkippedWithAWarning) {
  EXPECT_EQ(read("\xEF\xBB\xBF{\"a\":1}"), (Texts{"warning", "{\"a\":1}"}));
  EXPECT_EQ(read("\xEF\xBB\xBF" + header + "\nx\n"), (Texts{"warning", header, "x"}));
}

TEST(RecordReader, WhatIsNoTextIsOneError) {
  EXPECT_EQ(read(std::string("\xFF\xFE{\0", 4)), Texts{"error"});
  EXPECT_EQ(read(std::string("\xFE\xFF\0{", 4)), Texts{"error"});
  EXPECT_EQ(read(std::string("\x7F"
                             "ELF\0\0\n\n",
                             8) +
                 std::string(3'000'000, 'x')),
            Texts{"error"});
}

TEST(RecordReader, AnEmptyTextHasNoRecords) { EXPECT_EQ(read(""), Texts{}); }

}  // namespace
}  // namespace s2::app
