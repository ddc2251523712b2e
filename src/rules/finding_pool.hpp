#pragma once
// FindingPool: the findings of one message after the other, in memory that is used again.

#include "pointer_writer.hpp"

#include <s2/base/finding.hpp>
#include <s2/rules.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::rules {

/// Collects findings, at most Limits::findings of either severity, and writes them in catalogue order. Keeps its
/// memory, findings of before included, so that the same findings again take none.
class FindingPool {
 public:
  /// Forgets what was found.
  void clear();
  /// A finding of a rule, with the sentence of the rule as its text. The rule has to be one of entries(): their order
  /// is that of findings.
  void add(const Rule& rule, Severity severity, const Path& path, std::string_view value);
  /// The same, of a value that lives at least until the findings are written: it is not copied before.
  void quote(const Rule& rule, Severity severity, const Path& path, std::string_view value);

  /// Whether nothing was found.
  bool empty() const { return size() == 0; }
  /// How many errors were found.
  std::size_t errors() const { return errors_; }

  /// What was found, in catalogue order; at most Limits::findings. No number of warnings can hide an error. Holds until
  /// the next call.
  std::span<const Finding> in_order();
  /// The same, moved out.
  std::vector<Finding> take();

 private:
  // What is needed to write a finding once its place is known.
  struct Found {
    const Rule* rule = nullptr;
    const char* quoted = nullptr;  // the value, when it is not in texts_
    std::uint32_t pointer = 0;     // where it begins in texts_
    std::uint32_t value = 0;       // where it ends, and the value begins
    std::uint32_t value_size = 0;
    Severity severity{};
  };

  std::size_t size() const { return leading_ + found_.size(); }
  bool leads(const Rule& rule) const { return lead_ == &rule || !lead_; }
  bool takes(Severity severity);
  void write_leading(const Rule& rule, Severity severity, const Path& path, std::string_view value);
  Found& begin(const Rule& rule, Severity severity, const Path& path);
  void note(const Rule& rule);
  void drop_warnings();
  void make_slots(std::size_t count);
  void move_leading();
  void write(const Found& found, std::size_t place);
  void write(std::size_t place, const Rule& rule, Severity severity, std::string_view pointer, std::string_view value);

  // Most messages break one rule, over and over. What breaks the first rule found is written at once, the rest when
  // its place is known.
  const Rule* lead_ = nullptr;
  std::size_t leading_ = 0;     // findings of that rule
  std::size_t leading_at_ = 0;  // where they stand in findings_

  std::vector<Found> found_;  // of all other rules
  std::string texts_;
  PointerWriter pointers_;
  std::size_t errors_ = 0;
  std::vector<const Rule*> broken_;  // each of these rules once, in catalogue order
  std::vector<Finding> findings_;    // never shorter than it once was
  std::vector<const Rule*> rules_;   // whose id and sentence stand in findings_
};

}  // namespace s2::rules
