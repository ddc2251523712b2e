#pragma once
// Teller: prints what happens between strangers, for people or for programs.

#include "console.hpp"

#include <paired/sentences.hpp>
#include <s2/host.hpp>

#include <string_view>

namespace s2::app {

/// Prints events one a line: what went well on the output, what did not on the error stream; as JSON all on the output.
/// The console outlives it.
class Teller {
 public:
  Teller(Console& console, bool json) : console_(console), json_(json) {}

  /// Prints an event.
  void tell(const paired::Told& told);
  /// Prints a sentence that is no event.
  void note(std::string_view sentence);
  /// Whether JSON is printed.
  bool json() const { return json_; }

  /// A handler that tells whatever happens at an endpoint without sessions: those that open are closed again. This
  /// object outlives the host.
  host::HostHandler handler();

 private:
  Console& console_;
  bool json_;
};

}  // namespace s2::app
