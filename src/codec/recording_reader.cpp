// Recordings line by line: ours, those of others, and plain messages.

#include "recording_line.hpp"
#include "sender_guess.hpp"

#include <s2/codec.hpp>
#include <s2/recording.hpp>

namespace s2 {
namespace {

Direction direction_from(EnergyManagementRole sender) {
  return sender == EnergyManagementRole::cem ? Direction::cem_to_rm : Direction::rm_to_cem;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == line.npos; }

std::string_view without_blanks(std::string_view line) {
  const auto from = line.find_first_not_of(" \t\r\n");
  return line.substr(from, line.find_last_not_of(" \t\r\n") + 1 - from);
}

bool is_message(std::string_view line) {
  const auto peeked = peek(line);
  return peeked && !peeked->message_type.empty();
}

}  // namespace

struct RecordingReader::Parts {
  ReadingOptions options;
  std::optional<RecordingHeader> header;
  bool in_recording = false;  // a header or a frame line was read
  bool any_plain = false;     // a message without time was read
  Time clock;                 // time of the last frame
  codec::SenderGuess senders;
  codec::LineMembers members;
  codec::LineTexts texts;

  // A message that stands on a line of its own.
  ReadFrame plain(std::string_view text) {
    if (any_plain || in_recording) {
      clock = clock + options.step;
    } else {
      clock = options.start;
    }
    any_plain = true;
    const auto told = codec::present_time_in(text);
    if (told && *told > clock && *told - clock <= ReadingOptions::longest_gap) clock = *told;
    return {clock, direction_from(senders.sender_of(text)), options.rm, text, true, false};
  }

  Result<std::optional<ReadFrame>> frame() {
    const auto line = codec::read_frame(members, texts);
    if (!line) return Unexpected{line.error()};
    in_recording = true;
    clock = line->time;
    return std::optional(ReadFrame{line->time, line->direction, line->rm.empty() ? options.rm : line->rm, line->frame,
                                   false, line->opens});
  }

  Result<std::optional<ReadFrame>> take_header() {
    auto read = codec::read_header(members);
    if (!read) return Unexpected{std::move(read).error()};
    in_recording = true;
    header = *std::move(read);
    return std::optional<ReadFrame>();
  }
};

RecordingReader::RecordingReader(ReadingOptions options) : parts_(std::make_unique<Parts>()) {
  parts_->options = std::move(options);
}
RecordingReader::~RecordingReader() = default;
RecordingReader::RecordingReader(RecordingReader&&) noexcept = default;
RecordingReader& RecordingReader::operator=(RecordingReader&&) noexcept = default;

Result<std::optional<ReadFrame>> RecordingReader::read(std::string_view line, LineEnd end) {
  if (is_blank(line)) return std::optional<ReadFrame>();
  const bool whole = parts_->members.read(line);
  if (whole && parts_->members.is_header()) return parts_->take_header();
  if (whole && parts_->members.is_frame()) return parts_->frame();
  const bool plain = parts_->in_recording ? whole && is_message(line) : parts_->any_plain || is_message(line);
  if (plain) return std::optional(parts_->plain(without_blanks(line)));
  Finding finding = whole ? codec::unknown_line(line) : codec::torn_line(line);
  if (end == LineEnd::missing) {
    finding.severity = Severity::warning;
    finding.text = "the recording ends in the middle of a line";
  }
  return Unexpected{std::move(finding)};
}

const std::optional<RecordingHeader>& RecordingReader::header() const { return parts_->header; }

std::optional<Time> time_told_by(std::string_view message) { return codec::present_time_in(message); }

}  // namespace s2
