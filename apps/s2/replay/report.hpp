#pragma once
// Report: what replay prints, for people, for programs and for CI.

#include "console.hpp"
#include "replay/analysis.hpp"

#include <string>
#include <string_view>

namespace s2::app {

/// Findings of one rule that the text report shows; further ones are counted.
inline constexpr std::size_t shown_per_rule = 3;

/// Which findings make a replay fail.
enum class FailOn : std::uint8_t { error, warning };

/// Whether a file fails.
bool fails(const FileReport& report, FailOn fail_on);

/// Appends what was learned of a file, for people.
void append_text(std::string& out, const FileReport& report, bool all_findings, const Console& console);

/// Appends it as JSON Lines, a promise (docs/reference/replay.md).
void append_json(std::string& out, const FileReport& report);

/// Appends it as test suites of a JUnit report, one for each conversation: a test for each message type, one for the
/// answers, one for the file.
void append_junit(std::string& out, const FileReport& report, FailOn fail_on);

/// The text between the opening and the closing tag of all test suites of a JUnit report.
std::string junit_document(std::string_view suites);

/// "cem>rm" or "rm>cem".
std::string_view name_of(Direction direction);
/// "CEM" or "RM".
std::string_view side_text(EnergyManagementRole role);
/// The type of a message for people, or "no message".
std::string_view type_text(const std::optional<Kind>& kind);
/// A span for people: "850 ms", "12.3 s", "4 min", "2.5 h".
std::string span_text(Duration span);
/// A count for people, in groups of three.
std::string count_text(std::uint64_t count, std::string_view one, std::string_view many);

}  // namespace s2::app
