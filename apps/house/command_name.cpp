#include "command_name.hpp"

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include <unistd.h>

namespace s2::house {
namespace {

bool is_along_path(const std::string& name) {
  const char* variable = std::getenv("PATH");
  std::string_view path = variable == nullptr ? "" : variable;
  while (!path.empty()) {
    const std::size_t colon = path.find(':');
    const auto file = std::filesystem::path(path.substr(0, colon)) / name;
    if (::access(file.c_str(), X_OK) == 0) return true;
    path.remove_prefix(colon == std::string_view::npos ? path.size() : colon + 1);
  }
  return false;
}

}  // namespace

std::string command_name(const std::string& name) {
  if (is_along_path(name)) return name;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return name;
  const auto here = std::filesystem::proximate(program, error).string();
  return error || here.starts_with("..") ? program.string() : here.find('/') == std::string::npos ? "./" + here : here;
}

}  // namespace s2::house
