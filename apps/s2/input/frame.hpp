#pragma once
// Frame: the message inside a record.

#include "input/record.hpp"

#include <s2/model/session_messages.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// What a record holds.
struct Frame {
  std::size_t offset = 0;          ///< bytes of the record before the frame
  std::size_t length = 0;          ///< length of the frame, where it stands in the record as it was sent
  std::string unescaped = {};      ///< the frame, where it does not
  std::optional<Finding> trouble;  ///< why there is no text; a warning when nothing is refused for it
  bool was_sent = true;            ///< false for trouble with the file, which no peer would answer

  /// The frame as it was sent; a part of the record it was found in, or of this.
  std::string_view text(const Record& record) const {
    return length > 0 ? std::string_view(record.text).substr(offset, length) : std::string_view(unescaped);
  }
};

/// Takes a bare message as it is, or the message out of a line of a recording. `in_recording` is whether a line of a
/// recording is expected here.
Frame frame_of(const Record& record, bool in_recording);

/// The S2 JSON version that a record names for what follows it; only headers of recordings do.
struct Header {
  std::optional<Profile> profile;  ///< absent when the header names none
};

/// Reads a record that is the header of a recording; empty for every other record.
std::optional<Header> header_of(const Record& record);

}  // namespace s2::app
