#include "input/frame.hpp"

#include <s2/codec.hpp>
#include <s2/recording.hpp>

#include <codec/cursor.hpp>
#include <codec/recording_line.hpp>

#include <algorithm>

namespace s2::app {
namespace {

// The name of the first member; what kind of line it is shows there, since no S2 message has such members.
std::string_view first_member(std::string_view text) {
  codec::Cursor cursor(text);
  cursor.blank();
  if (!cursor.take('{')) return {};
  cursor.blank();
  return cursor.string().value_or("");
}

bool begins_like_line(std::string_view text) {
  constexpr std::string_view members[] = {"t", "dir", "rm", "msg", "raw", "s2log"};
  return std::find(std::begin(members), std::end(members), first_member(text)) != std::end(members);
}

Frame trouble(Finding finding, bool was_sent) {
  Frame frame;
  frame.trouble = std::move(finding);
  frame.was_sent = was_sent;
  return frame;
}

Frame bare(const Record& record) {
  Frame frame;
  frame.length = record.text.size();
  return frame;
}

// The message that a line of a recording holds, where it stands if it was not spelled with escapes.
Frame inside_line(const Record& record, const codec::FrameLine& line, codec::LineTexts& texts) {
  Frame frame;
  if (line.frame.data() == texts.frame.data()) {
    frame.unescaped = std::move(texts.frame);
  } else {
    frame.offset = static_cast<std::size_t>(line.frame.data() - record.text.data());
    frame.length = line.frame.size();
  }
  return frame;
}

// Reads a record as a line of a recording; a header stands for itself.
Result<Frame> frame_in_line(const Record& record) {
  codec::LineMembers members;
  if (!members.read(record.text)) return Unexpected{codec::torn_line(record.text)};
  if (members.is_header()) {
    auto header = codec::read_header(members);
    if (!header) return Unexpected{std::move(header).error()};
    return bare(record);
  }
  if (!members.is_frame()) return Unexpected{codec::unknown_line(record.text)};
  codec::LineTexts texts;
  const auto line = codec::read_frame(members, texts);
  if (!line) return Unexpected{line.error()};
  return inside_line(record, *line, texts);
}

bool has_message_type(std::string_view text) {
  const auto peeked = peek(text);
  return peeked && !peeked->message_type.empty();
}

Finding too_long(const Record& record) {
  return {
      "GEN-013", Severity::error, "", "",
      "the frame has " + std::to_string(record.bytes) + " bytes; the limit is " + std::to_string(Limits::frame_bytes)};
}

}  // namespace

Frame frame_of(const Record& record, bool in_recording) {
  if (record.trouble) return trouble(*record.trouble, false);
  if (record.text.empty()) return trouble(too_long(record), true);
  if (!in_recording && !begins_like_line(record.text)) return bare(record);
  auto frame = frame_in_line(record);
  if (frame) return *std::move(frame);
  if (!in_recording || has_message_type(record.text)) return bare(record);
  Finding finding = std::move(frame).error();
  if (record.torn) {
    finding.severity = Severity::warning;
    finding.text = "the recording ends in the middle of a line";
  }
  return trouble(std::move(finding), false);
}

std::optional<Header> header_of(const Record& record) {
  if (first_member(record.text) != "s2log") return std::nullopt;
  const auto line = read_recording_line(record.text);
  if (!line || !std::holds_alternative<RecordingHeader>(*line)) return std::nullopt;
  return Header{std::get<RecordingHeader>(*line).profile};
}

}  // namespace s2::app
