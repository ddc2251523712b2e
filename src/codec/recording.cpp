// Lines of recordings.

#include <s2/recording.hpp>

#include "cursor.hpp"
#include "report.hpp"
#include "text.hpp"
#include "utf8.hpp"

#include <s2/codec.hpp>

#include <algorithm>
#include <array>

namespace s2 {
namespace {

using codec::Cursor;

constexpr std::string_view format_version = "1";
constexpr std::string_view directions[] = {"cem>rm", "rm>cem"};  // in the order of Direction

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

enum Member : std::size_t { s2log, made_by, started, profile, t, dir, rm, msg, raw, member_count };
constexpr std::array<std::string_view, member_count> member_names = {"s2log", "made_by", "started", "profile", "t",
                                                                     "dir",   "rm",      "msg",     "raw"};

// The members of a line that mean something, as they are written; empty where one is absent.
using Members = std::array<std::string_view, member_count>;

Unexpected<Finding> fail(std::string_view pointer, std::string_view value, std::string text) {
  return Unexpected{
      Finding{"S2CPP-LOG", Severity::error, std::string(pointer), codec::excerpt(value), std::move(text)}};
}

Unexpected<Finding> fail(Member member, const Members& members, std::string text) {
  return fail('/' + std::string(member_names[member]), members[member], std::move(text));
}

// Moves over one member; false when the text is torn or the member was there before.
bool read_member(Cursor& cursor, std::string_view line, Members& members) {
  cursor.blank();
  codec::StringToken name;
  if (!cursor.string(name)) return false;
  cursor.blank();
  if (!cursor.take(':')) return false;
  cursor.blank();
  const std::size_t from = cursor.position();
  if (!cursor.skip()) return false;
  const auto known = std::find(member_names.begin(), member_names.end(), name.inside);
  if (known == member_names.end()) return true;
  auto& value = members[static_cast<std::size_t>(known - member_names.begin())];
  if (!value.empty()) return false;
  value = line.substr(from, cursor.position() - from);
  return true;
}

bool read_members(std::string_view line, Members& members) {
  Cursor cursor(line);
  cursor.blank();
  if (!cursor.take('{')) return false;
  do {
    if (!read_member(cursor, line, members)) return false;
    cursor.blank();
  } while (cursor.take(','));
  if (!cursor.take('}')) return false;
  cursor.blank();
  return cursor.at_end();
}

std::optional<std::string> string_in(std::string_view token) {
  if (!token.starts_with('"')) return std::nullopt;
  return codec::unescaped(token.substr(1, token.size() - 2));
}

std::optional<Time> time_in(std::string_view token) {
  const auto text = string_in(token);
  const auto parsed = text ? parse_time(*text) : std::nullopt;
  return parsed ? std::optional(parsed->time) : std::nullopt;
}

Result<RecordingLine> read_header(const Members& members) {
  if (members[s2log] != format_version) {
    return fail(s2log, members,
                "the recording has another format than version " + std::string(format_version) +
                    ", the only one this program reads");
  }
  RecordingHeader header;
  auto program = string_in(members[made_by]);
  if (!program) return fail(made_by, members, "made_by is a string, the program that wrote the recording");
  header.made_by = *std::move(program);
  const auto time = time_in(members[started]);
  if (!time) return fail(started, members, "started is an RFC 3339 date-time");
  header.started = *time;
  if (!members[profile].empty()) {
    const auto version = string_in(members[profile]);
    header.profile = version ? profile_of(*version) : std::nullopt;
    if (!header.profile) return fail(profile, members, "profile is \"1.0.0\" or \"0.0.2-beta\"");
  }
  return RecordingLine{std::move(header)};
}

Result<RecordingLine> read_frame(const Members& members) {
  RecordedFrame frame;
  const auto time = time_in(members[t]);
  if (!time) return fail(t, members, "t is the time of the frame, an RFC 3339 date-time");
  frame.time = *time;
  const auto direction = string_in(members[dir]);
  const auto known = std::find(std::begin(directions), std::end(directions), direction.value_or(""));
  if (known == std::end(directions)) return fail(dir, members, "dir is \"cem>rm\" or \"rm>cem\"");
  frame.direction = static_cast<Direction>(known - std::begin(directions));
  auto name = string_in(members[rm]);
  if (!name) return fail(rm, members, "rm is a string, the name of the resource manager");
  frame.rm = *std::move(name);
  if (members[msg].empty() == members[raw].empty()) {
    return fail("", "", "a line holds either msg, a message, or raw, a frame that is none, and not both");
  }
  if (!members[msg].empty()) {
    frame.frame = members[msg];
    return RecordingLine{std::move(frame)};
  }
  auto text = string_in(members[raw]);
  if (!text) return fail(raw, members, "raw is a string, the text of a frame that is no message");
  frame.frame = *std::move(text);
  return RecordingLine{std::move(frame)};
}

}  // namespace

std::string to_line(const RecordingHeader& header) {
  std::string line = R"({"s2log":)";
  line += format_version;
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
  line += directions[static_cast<std::size_t>(frame.direction)];
  line += R"(","rm":)";
  append_text(line, frame.rm);
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
  Members members;
  if (!read_members(line, members)) {
    return fail("", line, "the line is no JSON object, is torn, or holds a member twice");
  }
  if (!members[s2log].empty()) return read_header(members);
  if (!members[t].empty() || !members[dir].empty()) return read_frame(members);
  return fail("", line, "the line is neither the header of a recording (s2log) nor a frame (t, dir, rm, msg)");
}

}  // namespace s2
