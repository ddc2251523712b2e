// Small texts that all reports share.

#include "replay/report.hpp"

#include <fmt/format.h>

#include <cmath>

namespace s2::app {

bool fails(const FileReport& report, FailOn fail_on) {
  return report.errors() > 0 || (fail_on == FailOn::warning && report.warnings() > 0);
}

std::string_view name_of(Direction direction) { return direction == Direction::cem_to_rm ? "cem>rm" : "rm>cem"; }

std::string_view side_text(EnergyManagementRole role) { return role == EnergyManagementRole::cem ? "CEM" : "RM"; }

std::string_view type_text(const std::optional<Kind>& kind) {
  return kind ? message_type_of(*kind).name() : std::string_view("no message");
}

std::string span_text(Duration span) {
  const auto ms = static_cast<double>(span.count());
  const double size = std::abs(ms);
  if (size < 1000) return fmt::format("{} ms", span.count());
  if (size < 60e3) return fmt::format("{:.3g} s", ms / 1e3);
  if (size < 3600e3) return fmt::format("{:.3g} min", ms / 60e3);
  if (size < 48 * 3600e3) return fmt::format("{:.3g} h", ms / 3600e3);
  return fmt::format("{:.3g} days", ms / (24 * 3600e3));
}

std::string count_text(std::uint64_t count, std::string_view one, std::string_view many) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, " ");
  return digits + ' ' + std::string(count == 1 ? one : many);
}

}  // namespace s2::app
