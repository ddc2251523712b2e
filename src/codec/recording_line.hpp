#pragma once
// RecordingLine: the members of one line of a recording (docs/reference/recording.md), read without copying.

#include <s2/recording.hpp>

#include <array>
#include <string>
#include <string_view>

namespace s2::codec {

/// Version of the format, the value of the member s2log.
inline constexpr std::string_view format_version = "1";
/// How directions are written, in the order of Direction.
inline constexpr std::string_view direction_names[] = {"cem>rm", "rm>cem"};

/// The members of a line that mean something.
class LineMembers {
 public:
  /// Members with a meaning, in the order in which the reference page lists them.
  enum Name : std::size_t { s2log, made_by, started, profile, t, dir, rm, opens, msg, raw, count };

  /// Takes a line apart; false when it is no JSON object, is torn, or holds a member twice.
  bool read(std::string_view line);

  /// A member as it is written; empty when it is absent.
  std::string_view operator[](Name name) const { return values_[name]; }
  /// Whether the line says that it is a header.
  bool is_header() const { return !values_[s2log].empty(); }
  /// Whether the line says that it is a frame.
  bool is_frame() const { return !values_[t].empty() || !values_[dir].empty(); }

 private:
  std::array<std::string_view, count> values_;
};

/// Name of a member on the line.
std::string_view name_of(LineMembers::Name name);

/// Room for what stands in a line in another spelling; kept by the reader, so that most lines need no memory.
struct LineTexts {
  std::string rm;     ///< the name, when it is written with escapes
  std::string frame;  ///< a raw frame
};

/// A frame line; the texts are parts of the line or of LineTexts.
struct FrameLine {
  Time time;               ///< t
  Direction direction{};   ///< dir
  std::string_view rm;     ///< rm; empty when the line has none
  bool opens = false;      ///< opens
  std::string_view frame;  ///< msg as it is written, or what raw says
};

/// Reads a header line.
Result<RecordingHeader> read_header(const LineMembers& members);
/// Reads a frame line.
Result<FrameLine> read_frame(const LineMembers& members, LineTexts& texts);

/// The finding for a line that is no JSON object.
Finding torn_line(std::string_view line);
/// The finding for a JSON object that is neither header nor frame.
Finding unknown_line(std::string_view line);

}  // namespace s2::codec
