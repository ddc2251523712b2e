#pragma once
// Frames and events as the texts of conversations write them.

#include <s2/session/events.hpp>

#include <string>
#include <string_view>

namespace s2::tests {

/// Takes the first word off a text.
std::string word(std::string_view& text);

/// The frame a line speaks of: a message from its type and the text of its other members, or any bytes.
std::string frame_of(std::string_view what);

/// Whether a frame has at least what a line says.
bool matches(const std::string& frame, std::string_view what);

/// An event in one line.
std::string text_of(const Event& event);

}  // namespace s2::tests
