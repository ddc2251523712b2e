#pragma once
// Recordings (.s2log): every frame of a conversation as JSON Lines, for people, for replay and for other tools.
//
// The first line is a header, every further line one frame; the format is documented in docs/reference/recording.md.
// Lines stand for themselves, so a file may be appended to, cut, or torn at its end without losing what came before.

#include <s2/base/finding.hpp>
#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/model/type.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace s2 {

/// Who sent a frame to whom.
enum class Direction : std::uint8_t {
  cem_to_rm,  ///< "cem>rm"
  rm_to_cem,  ///< "rm>cem"
};

/// First line of a recording.
struct RecordingHeader {
  std::string made_by;             ///< program and version, e.g. "s2 0.1.0"
  Time started;                    ///< when the recording began
  std::optional<Profile> profile;  ///< S2 JSON version of the messages, when all have the same

  /// Member by member.
  bool operator==(const RecordingHeader&) const = default;
};

/// One frame as it passed by.
struct RecordedFrame {
  Time time;            ///< when it was sent
  Direction direction;  ///< who sent it
  std::string rm;       ///< name of the resource manager in this recording, e.g. "battery"
  std::string frame;    ///< its text; kept even when it is no JSON

  /// Member by member.
  bool operator==(const RecordedFrame&) const = default;
};

/// A line of a recording.
using RecordingLine = std::variant<RecordingHeader, RecordedFrame>;

/// Writes a header line, without line break.
std::string to_line(const RecordingHeader& header);

/// Writes a frame line, without line break. A frame that is a JSON object stands in it as "msg" (line breaks between
/// its tokens become blanks, white space around it is dropped); anything else as "raw", a string, in which bytes that
/// are no UTF-8 became U+FFFD.
std::string to_line(const RecordedFrame& frame);

/// Reads one line. Fails with "S2CPP-LOG" and a sentence when it is neither a header nor a frame.
Result<RecordingLine> read_recording_line(std::string_view line);

}  // namespace s2
