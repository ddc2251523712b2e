#pragma once
// Progress: a bar on the terminal for what takes longer than a moment.

#include "console.hpp"

#include <chrono>
#include <cstdint>

namespace s2::app {

/// Draws a bar on the error stream when that is a terminal and the work is large; otherwise does nothing.
class Progress {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// For work of `total` bytes that begins now.
  Progress(const Console& console, std::uint64_t total, Moment now);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Whether show() does anything.
  bool wanted() const { return wanted_; }
  /// Draws the bar again when it is time.
  void show(std::uint64_t done_bytes, Moment now);
  /// Takes the bar away, so that something else can be written.
  void clear();

 private:
  const Console& console_;
  std::uint64_t total_;
  bool wanted_;
  bool visible_ = false;
  Moment next_;
};

}  // namespace s2::app
