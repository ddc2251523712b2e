#include "deflated.hpp"

namespace s2::transport {
namespace {

class Bits {
 public:
  // Numbers go lowest bit first, codes highest bit first (RFC 1951, 3.1.1).
  void number(unsigned value, int bits) {
    for (int i = 0; i < bits; ++i) bit(value >> i & 1U);
  }
  void code(unsigned value, int bits) {
    for (int i = bits - 1; i >= 0; --i) bit(value >> i & 1U);
  }
  std::string take() {
    while (used_ != 0) bit(0);
    return out_;
  }

 private:
  void bit(unsigned value) {
    if (used_ == 0) out_ += '\0';
    out_.back() = static_cast<char>(static_cast<unsigned char>(out_.back()) | value << used_);
    used_ = (used_ + 1) % 8;
  }
  std::string out_;
  int used_ = 0;
};

}  // namespace

std::string bomb(std::size_t bytes) {
  constexpr std::size_t longest = 258;
  Bits bits;
  bits.number(0, 1);  // not the last block
  bits.number(1, 2);  // fixed codes
  bits.code(0x30 + 'x', 8);
  for (std::size_t made = 1; made < bytes; made += longest) {
    bits.code(0xC5, 8);  // 258 letters …
    bits.code(0, 5);     // … from one letter ago
  }
  bits.code(0, 7);    // end of the block
  bits.number(0, 3);  // a block that would be stored; its length is left out (RFC 7692, 7.2.1)
  return bits.take();
}

}  // namespace s2::transport
