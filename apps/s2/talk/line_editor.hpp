#pragma once
// LineEditor: a prompt on a terminal, with history and completion, while a loop runs.

#include <s2/transport.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::app {

/// Reads lines from the terminal on standard input and output. The loop runs while a key is waited for.
class LineEditor {
 public:
  /// What the line up to the cursor is to become, and what to show first: several candidates.
  struct Completed {
    std::size_t begin = 0;   ///< the line is kept up to here
    std::string text;        ///< and goes on with this
    std::string candidates;  ///< a line that shows them; empty when there is one or none
  };
  /// Completes the part of a line before the cursor.
  using Complete = std::function<Completed(std::string_view line)>;

  /// An editor that takes over the terminal while it reads.
  LineEditor(transport::Loop& loop, std::string prompt, Complete complete);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// The next line; empty at the end of the input, or after stop().
  std::optional<std::string> read();
  /// Makes read() return; to be called from the loop.
  void stop();
  /// Writes text above the prompt; ends with a line feed.
  void print(std::string_view text);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace s2::app
