#include "trouble.hpp"

#include <fmt/format.h>

namespace s2::house {
namespace {

using Kind = Trouble::Kind;

constexpr Duration minutes(int count) { return std::chrono::minutes(count); }
constexpr Duration hours(int count) { return std::chrono::hours(count); }

std::string spoken(Duration span) {
  const auto seconds = span.count() / 1000;
  return seconds % 60 == 0 ? fmt::format("{} min", seconds / 60) : fmt::format("{} s", seconds);
}

}  // namespace

std::vector<Trouble> usual_troubles() {
  return {
      {.kind = Kind::cut, .rm = "battery", .begins = hours(11) + minutes(30), .lasts = minutes(10), .late = minutes(1)},
      {.kind = Kind::slow, .rm = "pv", .begins = hours(13), .lasts = minutes(30), .late = Duration(4'000)},
      {.kind = Kind::restart, .rm = "", .begins = hours(16), .lasts = Duration(45'000)},
  };
}

std::string about(const Trouble& trouble) {
  switch (trouble.kind) {
    case Kind::cut:
      return fmt::format("{}: the link is cut for {}", trouble.rm, spoken(trouble.lasts));
    case Kind::slow:
      return fmt::format("{}: all it says comes {} late, for {}", trouble.rm, spoken(trouble.late),
                         spoken(trouble.lasts));
    case Kind::restart:
      return fmt::format("the energy manager restarts, {} down", spoken(trouble.lasts));
  }
  return {};
}

TroubleBook::TroubleBook(std::vector<Trouble> troubles, Time start, std::size_t devices)
    : troubles_(std::move(troubles)), start_(start), devices_(devices) {
  costs_.resize(troubles_.size());
  back_.resize(troubles_.size());
}

bool TroubleBook::concerns(std::size_t trouble, const std::string& rm, Time now) const {
  const Trouble& it = troubles_[trouble];
  const Time begin = start_ + it.begins;
  return (it.rm.empty() || it.rm == rm) && now >= begin && now <= begin + it.lasts + aftermath;
}

void TroubleBook::on_event(EnergyManagementRole role, const std::string& rm, const Event& event, Time now) {
  const auto* received = std::get_if<Received>(&event);
  const Id* instruction = received ? instruction_id_of(received->message) : nullptr;
  const bool is_news = !instruction || handed_[rm].insert(digest_of(*instruction)).second;
  for (std::size_t i = 0; i < troubles_.size(); ++i) {
    if (!concerns(i, rm, now)) continue;
    if (!is_news) ++costs_[i].done_twice;
    if (std::holds_alternative<Overdue>(event) && troubles_[i].kind == Kind::slow) ++costs_[i].undecided;
    const auto* change = std::get_if<ControlTypeChanged>(&event);
    if (role == EnergyManagementRole::rm && change && change->control_type != ControlType::no_selection) {
      came_back(i, rm, now);
    }
  }
}

void TroubleBook::came_back(std::size_t trouble, const std::string& rm, Time now) {
  const std::size_t wanted = troubles_[trouble].rm.empty() ? devices_ : 1;
  if (back_[trouble].insert(rm).second && back_[trouble].size() == wanted) {
    costs_[trouble].back_after = now - (start_ + troubles_[trouble].begins);
  }
}

void TroubleBook::on_order(const std::string& rm, const planner::Order&, Time now) {
  for (std::size_t i = 0; i < troubles_.size(); ++i) {
    if (concerns(i, rm, now)) ++costs_[i].planned_again;
  }
}

void TroubleBook::on_torn(std::size_t trouble, std::size_t undecided, std::size_t open_instructions) {
  costs_[trouble].undecided += undecided;
  costs_[trouble].ended += open_instructions;
}

bool TroubleBook::brings(const std::string& rm, const Finding& finding, Time now) const {
  const std::string_view rule = finding.rule;
  if (rule != "REC-002" && rule != "S2CPP-END" && rule != "INST-006" && rule != "INST-019") return false;
  for (std::size_t i = 0; i < troubles_.size(); ++i) {
    if (concerns(i, rm, now)) return true;
  }
  return false;
}

}  // namespace s2::house
