#pragma once
// Facts: what a message means, piece by piece, for people and for programs.

#include "json_line.hpp"

#include <s2/base/id.hpp>
#include <s2/base/time.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// One thing that a message means.
struct Fact {
  std::string name;                ///< what it is, e.g. "factor"; names of several words have blanks
  std::vector<std::string> lines;  ///< for people; one, or one for each item
  std::string json;                ///< for programs: a string, a number, an object or an array
};

/// An item of a list of facts.
struct FactItem {
  std::string text;  ///< for people
  JsonLine json;     ///< for programs
};

/// Collects facts in the order in which they are told.
class Facts {
 public:
  /// A text.
  void say(std::string_view name, std::string_view text);
  /// Something with an id and perhaps a label; an object of both for programs.
  void named(std::string_view name, const std::optional<std::string>& label, const Id& id);
  /// A number, with its unit behind it for people.
  void number(std::string_view name, double value, std::string_view unit = {});
  /// A moment.
  void time(std::string_view name, Time time);
  /// A span; milliseconds for programs.
  void span(std::string_view name, Duration span);
  /// A list; nothing when it is empty. For people at most a few dozen items are shown.
  void list(std::string_view name, std::vector<FactItem> items);

  /// All of them.
  const std::vector<Fact>& all() const { return facts_; }

 private:
  std::vector<Fact> facts_;
};

/// A number as JSON writes it.
std::string number_json(double value);

/// The facts as one JSON object; blanks in names become underscores.
std::string to_json(const Facts& facts);

}  // namespace s2::app
