// What was learned of a file as JUnit test suites, the format that CI systems read.

#include "replay/report.hpp"
#include "text_layout.hpp"

#include <house/plot/svg.hpp>

#include <fmt/format.h>

#include <map>

namespace s2::app {
namespace {

using house::xml_escaped;

// Control characters have no place in XML, not even escaped.
std::string safe(std::string_view text) { return xml_escaped(harmless(text)); }

// One test of a suite.
struct Test {
  std::string name;
  std::vector<const Spotted*> failures;
  std::vector<const Spotted*> remarks;
};

std::string sentence(const FileReport& report, const Spotted& one) {
  const std::string owed =
      one.owes ? fmt::format(" (due {} from the {})", format_time(one.time), side_text(*one.owes)) : std::string();
  return fmt::format("{}:{}: [{}] {}{}{}{}", report.source, one.line, one.finding.rule, one.finding.text,
                     one.finding.pointer.empty() ? "" : " at " + one.finding.pointer,
                     one.finding.value.empty() ? "" : " = " + one.finding.value, owed);
}

std::string xml_of(const FileReport& report, const std::string& suite, const Test& test) {
  std::string text = fmt::format("    <testcase classname=\"{}\" name=\"{}\"", safe(suite), safe(test.name));
  if (test.failures.empty() && test.remarks.empty()) return text + "/>\n";
  text += ">\n";
  if (!test.failures.empty()) {
    text += fmt::format("      <failure message=\"{}\">", safe(sentence(report, *test.failures.front())));
    for (const Spotted* one : test.failures) text += safe(sentence(report, *one)) + '\n';
    text += "</failure>\n";
  }
  if (!test.remarks.empty()) {
    text += "      <system-out>";
    for (const Spotted* one : test.remarks) text += safe(sentence(report, *one)) + '\n';
    text += "</system-out>\n";
  }
  return text + "    </testcase>\n";
}

void add(Test& test, const Spotted& one, FailOn fail_on) {
  const bool is_failure = one.finding.severity == Severity::error || fail_on == FailOn::warning;
  (is_failure ? test.failures : test.remarks).push_back(&one);
}

void append_suite(std::string& out, const FileReport& report, const std::string& name, Duration length,
                  const std::vector<Test>& tests) {
  std::size_t failures = 0;
  for (const Test& test : tests) failures += test.failures.empty() ? 0 : 1;
  out +=
      fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" time=\"{:.3f}\">\n",
                  safe(name), tests.size(), failures, static_cast<double>(length.count()) / 1000);
  for (const Test& test : tests) out += xml_of(report, name, test);
  out += "  </testsuite>\n";
}

// A test for each message type that was seen, one for frames of no type, and one for what is about no message.
std::vector<Test> tests_of(const ConversationReport& one, FailOn fail_on) {
  std::vector<Test> tests;
  std::map<std::optional<Kind>, std::size_t> places;
  const auto test_for = [&](std::optional<Kind> kind) -> Test& {
    const auto [place, is_new] = places.try_emplace(kind, tests.size());
    if (is_new)
      tests.push_back({kind ? std::string(message_type_of(*kind).name()) : "frames of no known type", {}, {}});
    return tests[place->second];
  };
  for (std::size_t i = 0; i < kind_count; ++i) {
    if (one.kinds[0][i] + one.kinds[1][i] > 0) test_for(static_cast<Kind>(i));
  }
  Test session{"the session", {}, {}};
  for (const Spotted& spotted : one.findings.spotted()) {
    add(spotted.direction ? test_for(spotted.kind) : session, spotted, fail_on);
  }
  if (session.failures.size() + session.remarks.size() > 0) tests.push_back(std::move(session));
  return tests;
}

}  // namespace

void append_junit(std::string& out, const FileReport& report, FailOn fail_on) {
  Test file{"can be read", {}, {}};
  for (const Spotted& one : report.troubles.spotted()) add(file, one, fail_on);
  append_suite(out, report, report.source, Duration(0), {file});
  for (const auto& one : report.conversations) {
    std::string name = report.source + ": " + one->beginning.rm;
    if (one->beginning.again) name += fmt::format(", line {}", one->beginning.line);
    append_suite(out, report, name, one->last - one->first, tests_of(*one, fail_on));
  }
}

std::string junit_document(std::string_view suites) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"s2 replay\">\n" + std::string(suites) +
         "</testsuites>\n";
}

}  // namespace s2::app
