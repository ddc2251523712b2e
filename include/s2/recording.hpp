#pragma once
// Recordings (.s2log): every frame of a conversation as JSON Lines, for people, for replay and for other tools.
//
// The first line is a header, every further line one frame; the format is documented in docs/reference/recording.md.
// Lines stand for themselves, so a file may be appended to, cut, or torn at its end without losing what came before.

#include <s2/base/finding.hpp>
#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/model/type.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
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
  bool opens = false;   ///< it is the first one of a connection

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

/// Reads one line. Fails with "S2CPP-LOG" and a sentence when it is neither a header nor a frame. A frame without `rm`
/// gets an empty name.
Result<RecordingLine> read_recording_line(std::string_view line);

/// How lines are read that say less than those of ours.
struct ReadingOptions {
  /// A message without time that claims to be further ahead of the one before it does not move the clock.
  static constexpr Duration longest_gap = std::chrono::hours(24 * 31);

  Time start;             ///< time of the first message, when the lines have no times
  Duration step{100};     ///< and how much later each further one is, ms
  std::string rm = "rm";  ///< name of the resource manager, when the lines have none
};

/// A frame as RecordingReader gives it. The texts hold until its next call, or until the line is gone.
struct ReadFrame {
  Time time;                ///< when it was sent
  Direction direction{};    ///< who sent it
  std::string_view rm;      ///< name of the resource manager
  std::string_view frame;   ///< its text
  bool worked_out = false;  ///< time and direction are not on the line; they were worked out
  bool opens = false;       ///< it is the first one of a connection, says the line
};

/// How a line ends.
enum class LineEnd : std::uint8_t {
  line_feed,  ///< with its line feed
  missing,    ///< with the file; its writer may have died in the middle of it
};

/// Reads a recording line by line, in memory that does not grow: ours, the `.s2log` of s2-kit (no header, no names), or
/// one message a line without anything around it.
///
/// Plain messages follow each other by ReadingOptions::step; one that says when it was sent (measurement_timestamp,
/// transition_timestamp, timestamp) moves the clock forward to that moment. Their sender follows from the type, the
/// role of a Handshake, the object of a RevokeObject and the subject of a ReceptionStatus; a SessionRequest is taken to
/// come from the CEM. For one thread at a time.
class RecordingReader {
 public:
  /// A reader at the begin of a recording.
  explicit RecordingReader(ReadingOptions options = {});
  ~RecordingReader();
  RecordingReader(RecordingReader&&) noexcept;
  RecordingReader& operator=(RecordingReader&&) noexcept;

  /// The frame on the next line; nothing when the line is blank or a header. Fails with "S2CPP-LOG" when the line is
  /// none of a recording, with a warning when that may be because the end is missing; the lines after it can be read.
  /// After a plain message, and before a header or frame line, every line is taken as a frame, whatever stands on it.
  Result<std::optional<ReadFrame>> read(std::string_view line, LineEnd end = LineEnd::line_feed);

  /// The last header read.
  const std::optional<RecordingHeader>& header() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// When a message says that it was sent: the first of its members measurement_timestamp, transition_timestamp or
/// timestamp. Empty for a message without them, or that is none.
std::optional<Time> time_told_by(std::string_view message);

}  // namespace s2
