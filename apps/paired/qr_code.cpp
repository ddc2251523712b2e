#include "qr_code.hpp"

#include <memory>

#include <qrencode.h>

namespace s2::paired {
namespace {

struct Free {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

constexpr int margin = 2;  // scanners ask for four; two and the edge of the terminal do

// Whether a square is dark; everything around the code is light.
bool is_dark(const QRcode& code, int row, int column) {
  if (row < 0 || column < 0 || row >= code.width || column >= code.width) return false;
  return (code.data[row * code.width + column] & 1) != 0;
}

// Two squares, one above the other, by what is light in them.
std::string_view letter(bool light_above, bool light_below) {
  if (light_above) return light_below ? "█" : "▀";
  return light_below ? "▄" : " ";
}

}  // namespace

std::string qr_code(std::string_view text, QrLook look) {
  const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
      static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  if (!code) return {};
  const bool coloured = look == QrLook::colours;
  std::string lines;
  for (int row = -margin; row < code->width + margin; row += 2) {
    if (coloured) lines += "\x1b[97;40m";
    for (int column = -margin; column < code->width + margin; ++column) {
      lines += letter(!is_dark(*code, row, column), !is_dark(*code, row + 1, column));
    }
    lines += coloured ? "\x1b[0m\n" : "\n";
  }
  return lines;
}

std::string pairing_text(std::string_view url, std::string_view code) {
  return std::string(url) + '\n' + std::string(code);
}

}  // namespace s2::paired
