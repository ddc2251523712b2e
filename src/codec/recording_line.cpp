#include "recording_line.hpp"

#include "cursor.hpp"
#include "report.hpp"
#include "text.hpp"

#include <algorithm>

namespace s2::codec {
namespace {

using Members = LineMembers;

constexpr std::array<std::string_view, Members::count> member_names = {"s2log", "made_by", "started", "profile", "t",
                                                                       "dir",   "rm",      "opens",   "msg",     "raw"};

Finding finding(std::string_view pointer, std::string_view value, std::string text) {
  return {"S2CPP-LOG", Severity::error, std::string(pointer), excerpt(value), std::move(text)};
}

Unexpected<Finding> fail(Members::Name name, const Members& members, std::string text) {
  return Unexpected{finding('/' + std::string(name_of(name)), members[name], std::move(text))};
}

// What a string token spells: a part of it, or of `room` when it is written with escapes.
std::optional<std::string_view> string_in(std::string_view token, std::string& room) {
  if (!token.starts_with('"')) return std::nullopt;
  const std::string_view inside = token.substr(1, token.size() - 2);
  if (inside.find('\\') == inside.npos) return inside;
  room.clear();
  return append_unescaped(room, inside) ? std::optional<std::string_view>(room) : std::nullopt;
}

std::optional<Time> time_in(std::string_view token) {
  std::string room;
  const auto text = string_in(token, room);
  const auto parsed = text ? parse_time(*text) : std::nullopt;
  return parsed ? std::optional(parsed->time) : std::nullopt;
}

}  // namespace

std::string_view name_of(Members::Name name) { return member_names[name]; }

bool Members::read(std::string_view line) {
  values_ = {};
  Cursor cursor(line);
  cursor.blank();
  if (!cursor.take('{')) return false;
  do {
    cursor.blank();
    StringToken name;
    if (!cursor.string(name)) return false;
    cursor.blank();
    if (!cursor.take(':')) return false;
    cursor.blank();
    const std::size_t from = cursor.position();
    if (!cursor.skip()) return false;
    const auto known = std::find(member_names.begin(), member_names.end(), name.inside);
    if (known != member_names.end()) {
      auto& value = values_[static_cast<std::size_t>(known - member_names.begin())];
      if (!value.empty()) return false;
      value = line.substr(from, cursor.position() - from);
    }
    cursor.blank();
  } while (cursor.take(','));
  if (!cursor.take('}')) return false;
  cursor.blank();
  return cursor.at_end();
}

Result<RecordingHeader> read_header(const Members& members) {
  if (members[Members::s2log] != format_version) {
    return fail(Members::s2log, members,
                "the recording has another format than version " + std::string(format_version) +
                    ", the only one this program reads");
  }
  RecordingHeader header;
  std::string room;
  const auto program = string_in(members[Members::made_by], room);
  if (!program) return fail(Members::made_by, members, "made_by is a string, the program that wrote the recording");
  header.made_by = *program;
  const auto time = time_in(members[Members::started]);
  if (!time) return fail(Members::started, members, "started is an RFC 3339 date-time");
  header.started = *time;
  if (!members[Members::profile].empty()) {
    const auto version = string_in(members[Members::profile], room);
    header.profile = version ? profile_of(*version) : std::nullopt;
    if (!header.profile) return fail(Members::profile, members, "profile is \"1.0.0\" or \"0.0.2-beta\"");
  }
  return header;
}

Result<FrameLine> read_frame(const Members& members, LineTexts& texts) {
  FrameLine frame;
  const auto time = time_in(members[Members::t]);
  if (!time) return fail(Members::t, members, "t is the time of the frame, an RFC 3339 date-time");
  frame.time = *time;
  const auto direction = string_in(members[Members::dir], texts.rm);
  const auto known = std::find(std::begin(direction_names), std::end(direction_names), direction.value_or(""));
  if (known == std::end(direction_names)) {
    return fail(Members::dir, members, "dir is \"cem>rm\" or \"rm>cem\"");
  }
  frame.direction = static_cast<Direction>(known - std::begin(direction_names));
  if (!members[Members::rm].empty()) {
    const auto name = string_in(members[Members::rm], texts.rm);
    if (!name) return fail(Members::rm, members, "rm is a string, the name of the resource manager");
    frame.rm = *name;
  }
  if (const auto opens = members[Members::opens]; !opens.empty()) {
    if (opens != "true" && opens != "false") {
      return fail(Members::opens, members, "opens is true for the first frame of a connection, false for any other");
    }
    frame.opens = opens == "true";
  }
  if (members[Members::msg].empty() == members[Members::raw].empty()) {
    return Unexpected{
        finding("", "", "a line holds either msg, a message, or raw, a frame that is none, and not both")};
  }
  frame.frame = members[Members::msg];
  if (!frame.frame.empty()) return frame;
  const auto text = string_in(members[Members::raw], texts.frame);
  if (!text) return fail(Members::raw, members, "raw is a string, the text of a frame that is no message");
  frame.frame = *text;
  return frame;
}

Finding torn_line(std::string_view line) {
  return finding("", line, "the line is no JSON object, is torn, or holds a member twice");
}

Finding unknown_line(std::string_view line) {
  return finding("", line, "the line is neither the header of a recording (s2log) nor a frame (t, dir, rm, msg)");
}

}  // namespace s2::codec
