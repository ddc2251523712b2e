#pragma once
// Child: the server in a process of its own, and what it costs.

#include <string>
#include <vector>

#include <sys/types.h>

namespace s2::bench {

/// A program that runs until this is destroyed. Measured from outside, so that every server is measured alike.
class Child {
 public:
  /// Starts a program and waits for the first line it prints. Throws std::runtime_error when there is none.
  explicit Child(std::vector<std::string> command);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The line it printed.
  const std::string& first_line() const { return first_line_; }
  /// Processor time it has used, of all its threads that live and of the kernel for them, in seconds.
  double cpu_s() const;
  /// Memory it has in RAM, in KiB.
  double resident_kib() const;
  /// The most it ever had, in KiB.
  double peak_kib() const;

 private:
  pid_t pid_ = 0;
  int output_ = -1;
  std::string first_line_;
};

}  // namespace s2::bench
