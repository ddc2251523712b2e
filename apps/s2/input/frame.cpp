#include "input/frame.hpp"

#include <s2/codec.hpp>
#include <s2/recording.hpp>

#include <codec/cursor.hpp>

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

Frame inside_line(const Record& record, RecordedFrame recorded) {
  Frame frame;
  const std::size_t found = record.text.rfind(recorded.frame);
  if (found == std::string::npos) {
    frame.unescaped = std::move(recorded.frame);
  } else {
    frame.offset = found;
    frame.length = recorded.frame.size();
  }
  return frame;
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
  auto line = read_recording_line(record.text);
  if (line && std::holds_alternative<RecordedFrame>(*line)) {
    return inside_line(record, std::get<RecordedFrame>(*std::move(line)));
  }
  if (line || !in_recording || has_message_type(record.text)) return bare(record);
  Finding finding = std::move(line).error();
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
