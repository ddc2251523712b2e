#pragma once
// QrCode: a text as squares that a telephone reads from a terminal.

#include <string>
#include <string_view>

namespace s2::paired {

/// How the squares are drawn.
enum class QrLook {
  blocks,   ///< light squares are drawn, for terminals with light letters on a dark ground
  colours,  ///< black on white by escape sequences, whatever the terminal's colours
};

/// The code as lines, two rows of squares in each, with a margin of two squares; empty when the text is too long (about
/// 2300 bytes) or empty.
std::string qr_code(std::string_view text, QrLook look);

/// What the code of a pairing says: the pairing URL and the pairing code, a line each. Not one URL: a secret in a URL
/// ends up in histories and logs of servers (C-012, C-028).
std::string pairing_text(std::string_view url, std::string_view code);

}  // namespace s2::paired
