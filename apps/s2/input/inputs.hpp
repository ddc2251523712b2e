#pragma once
// Inputs: from the operands of a command to streams.

#include "console.hpp"
#include "descriptor_buffer.hpp"
#include "input/record_reader.hpp"

#include <istream>
#include <memory>
#include <string>
#include <vector>

namespace s2::app {

/// Name of the standard input as an operand.
inline constexpr std::string_view standard_input = "-";

/// What the operands name.
struct Inputs {
  std::vector<std::string> paths;     ///< files in the order of the operands; folders as the sorted files in them
  std::uint64_t bytes = 0;            ///< size of all regular files together, for showing progress
  std::vector<std::string> failures;  ///< a sentence for each operand or folder that could not be used
};

/// Expands folders to the .json, .jsonl, .ndjson and .s2log files anywhere below them.
Inputs find_inputs(const std::vector<std::string>& operands);

/// An open input.
class Input {
 public:
  /// Opens a path, "-" being the console's input. failure() tells whether that worked.
  Input(const std::string& path, Console& console);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// The stream to read.
  std::istream& stream() { return own_ ? *own_ : console_.in; }
  /// Form that the name announces.
  Form form() const { return form_of(path_); }
  /// Why it could not be opened or read, as a sentence; empty when nothing failed.
  std::string failure() const;

 private:
  std::string path_;
  Console& console_;
  int descriptor_ = -1;
  int error_ = 0;
  std::unique_ptr<DescriptorBuffer> buffer_;
  std::unique_ptr<std::istream> own_;
};

}  // namespace s2::app
