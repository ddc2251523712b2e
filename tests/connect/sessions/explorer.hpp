#pragma once
// Explorer: runs something again and again with every combination of choices, as long as few of them are faults.

#include <cstddef>
#include <string>
#include <vector>

namespace s2::tests {

/// The choices of one run. Choice 0 of a point is the ordinary course, every other one a fault.
class Choices {
 public:
  explicit Choices(std::vector<std::size_t> script) : script_(std::move(script)) {}

  /// A point with so many ways to go on; beyond the script everything goes its ordinary course.
  std::size_t among(std::size_t options) {
    const std::size_t at = options_.size();
    options_.push_back(options);
    if (at == script_.size()) script_.push_back(0);
    return script_[at];
  }

  /// For people: where faults were, e.g. "3:2 17:1".
  std::string text() const {
    std::string text;
    for (std::size_t i = 0; i < script_.size(); ++i) {
      if (script_[i] > 0) text += std::to_string(i) + ':' + std::to_string(script_[i]) + ' ';
    }
    return text;
  }

  /// Makes the script of the next run with at most so many faults; false when there is none.
  bool advance(std::size_t faults) {
    while (!script_.empty()) {
      std::size_t before = 0;
      for (std::size_t i = 0; i + 1 < script_.size(); ++i) before += script_[i] > 0;
      const std::size_t at = script_.size() - 1;
      if (before < faults && script_[at] + 1 < options_[at]) {
        ++script_[at];
        options_.clear();
        return true;
      }
      script_.pop_back();
      options_.resize(script_.size());
    }
    return false;
  }

 private:
  std::vector<std::size_t> script_;
  std::vector<std::size_t> options_;
};

/// Calls `run(choices)` for every combination of at most so many faults; returns how many there were.
template <class Run>
std::size_t explore(std::size_t faults, Run run) {
  Choices choices({});
  std::size_t runs = 0;
  do {
    run(choices);
    ++runs;
  } while (choices.advance(faults));
  return runs;
}

}  // namespace s2::tests
