// Lines of recordings: writing, and reading one by itself.

#include <s2/recording.hpp>

#include "recording_line.hpp"
#include "text.hpp"
#include "utf8.hpp"

#include <s2/codec.hpp>

#include <algorithm>

namespace s2 {
namespace {

// A text as a JSON string, whatever bytes it holds.
void append_text(std::string& out, std::string_view text) {
  if (!codec::append_quoted(out, text)) codec::append_quoted(out, codec::mended_utf8(text));
}

void append_moment(std::string& out, Time time) {
  out += '"';
  append_time(out, time);
  out += '"';
}

// Whether a frame can stand in a line as it is; what is wrong with it as a message does not matter.
bool is_json_object(std::string_view frame) {
  const auto wrong = scan(frame);
  return !wrong || wrong->rule == "GEN-003" || wrong->rule == "GEN-012";
}

// A frame without line breaks and without the white space around it, which no reader of the line would get to see. JSON
// strings hold no line breaks, so each of them stands between tokens.
void append_on_one_line(std::string& out, std::string_view frame) {
  constexpr std::string_view white_space = " \t\r\n";
  frame.remove_prefix(frame.find_first_not_of(white_space));
  frame = frame.substr(0, frame.find_last_not_of(white_space) + 1);
  const std::size_t from = out.size();
  out += frame;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(from), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

}  // namespace

std::string to_line(const RecordingHeader& header) {
  std::string line = R"({"s2log":)";
  line += codec::format_version;
  line += R"(,"made_by":)";
  append_text(line, header.made_by);
  line += R"(,"started":)";
  append_moment(line, header.started);
  if (header.profile) {
    line += R"(,"profile":)";
    append_text(line, version_of(*header.profile));
  }
  line += '}';
  return line;
}

std::string to_line(const RecordedFrame& frame) {
  std::string line = R"({"t":)";
  append_moment(line, frame.time);
  line += R"(,"dir":")";
  line += codec::direction_names[static_cast<std::size_t>(frame.direction)];
  line += R"(","rm":)";
  append_text(line, frame.rm);
  if (frame.opens) line += R"(,"opens":true)";
  if (is_json_object(frame.frame)) {
    line += R"(,"msg":)";
    append_on_one_line(line, frame.frame);
  } else {
    line += R"(,"raw":)";
    append_text(line, frame.frame);
  }
  line += '}';
  return line;
}

Result<RecordingLine> read_recording_line(std::string_view line) {
  codec::LineMembers members;
  if (!members.read(line)) return Unexpected{codec::torn_line(line)};
  if (members.is_header()) {
    auto header = codec::read_header(members);
    if (!header) return Unexpected{std::move(header).error()};
    return RecordingLine{*std::move(header)};
  }
  if (!members.is_frame()) return Unexpected{codec::unknown_line(line)};
  codec::LineTexts texts;
  const auto frame = codec::read_frame(members, texts);
  if (!frame) return Unexpected{frame.error()};
  return RecordingLine{
      RecordedFrame{frame->time, frame->direction, std::string(frame->rm), std::string(frame->frame), frame->opens}};
}

}  // namespace s2
