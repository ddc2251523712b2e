#include "input/inputs.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace s2::app {
namespace {

namespace fs = std::filesystem;

bool holds_messages(const fs::path& path) {
  constexpr std::string_view endings[] = {".json", ".jsonl", ".ndjson", ".s2log"};
  return std::find(std::begin(endings), std::end(endings), path.extension().string()) != std::end(endings);
}

std::string cannot_read(const std::string& path, const std::string& why) { return "cannot read " + path + ": " + why; }

// Adds the files of a folder and of the folders in it. Links to folders are not followed: they could lead back here.
void add_folder(const fs::path& folder, Inputs& inputs) {
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) entries.push_back(*it);
  if (error) inputs.failures.push_back(cannot_read(folder.string(), error.message()));
  std::sort(entries.begin(), entries.end());
  for (const auto& entry : entries) {
    std::error_code ignored;
    if (entry.is_directory(ignored)) {
      if (!entry.is_symlink(ignored)) add_folder(entry.path(), inputs);
    } else if (holds_messages(entry.path())) {
      inputs.paths.push_back(entry.path().string());
    }
  }
}

}  // namespace

Inputs find_inputs(const std::vector<std::string>& operands) {
  Inputs inputs;
  for (const std::string& operand : operands) {
    std::error_code error;
    if (operand == standard_input || !fs::is_directory(operand, error)) {
      inputs.paths.push_back(operand);
      continue;
    }
    const std::size_t before = inputs.paths.size() + inputs.failures.size();
    add_folder(operand, inputs);
    if (inputs.paths.size() + inputs.failures.size() == before) {
      inputs.failures.push_back("no .json, .jsonl, .ndjson or .s2log file in " + operand);
    }
  }
  for (const std::string& path : inputs.paths) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) continue;
    const auto size = fs::file_size(path, error);
    if (!error) inputs.bytes += size;
  }
  return inputs;
}

Input::Input(const std::string& path, Console& console) : path_(path), console_(console) {
  if (path == standard_input) return;
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) error_ = errno;
  buffer_ = std::make_unique<DescriptorBuffer>(descriptor_);
  own_ = std::make_unique<std::istream>(buffer_.get());
}

Input::~Input() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string Input::failure() const {
  const auto* buffer = own_ ? buffer_.get() : dynamic_cast<DescriptorBuffer*>(console_.in.rdbuf());
  const int error = error_ != 0 ? error_ : buffer != nullptr ? buffer->error() : 0;
  if (error == 0) return {};
  return cannot_read(own_ ? path_ : "the standard input", std::strerror(error));
}

}  // namespace s2::app
