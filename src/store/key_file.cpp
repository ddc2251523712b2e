// Keys from files.

#include "database.hpp"
#include "sealing.hpp"

#include <connect/hex.hpp>
#include <s2/store.hpp>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace s2::store {
namespace {

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    const int high = connect::hex_value(text[i]);
    const int low = connect::hex_value(text[i + 1]);
    if (high < 0 || low < 0) return {};
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace

Result<std::string> key_from_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fault("cannot read the key in " + path + ": " + std::strerror(errno));
  // One byte more than the longest form, to see what is too long.
  std::string text(2 * Sealing::key_bytes + 2, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.size() == Sealing::key_bytes) return text;
  if (text.size() == 2 * Sealing::key_bytes + 1 && text.back() == '\n') text.pop_back();
  std::string key = text.size() == 2 * Sealing::key_bytes ? from_hex(text) : std::string();
  connect::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  if (key.size() == Sealing::key_bytes) return key;
  return fault(path + " holds no key: it has to be 32 bytes, or 64 hexadecimal digits");
}

}  // namespace s2::store
