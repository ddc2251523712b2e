// Walks the table of omissions: opens, settles, and tells what is overdue.

#include "rows.hpp"

#include <rules/plans.hpp>

#include <array>
#include <bit>

namespace s2 {

using rules::Awaited;
using rules::Event;
using rules::Row;
using rules::Scene;
using rules::Still;
using rules::Wait;

namespace {

// A bit for each row that a type of message may open.
std::uint32_t opened_by(Kind kind) {
  static const auto by_kind = [] {
    std::array<std::uint32_t, kind_count> rows{};
    for (const Row& row : rules::omission_rows()) {
      for (std::size_t i = 0; i < kind_count; ++i) {
        if (row.opened_by.contains(static_cast<Kind>(i))) rows[i] |= 1U << static_cast<unsigned>(row.what);
      }
    }
    return rows;
  }();
  return by_kind[static_cast<std::size_t>(kind)];
}

const Id& no_id() {
  static const Id none;
  return none;
}

Omission omission_of(const Wait& wait, const Row& row, const Registry& registry) {
  const Rule& rule = rules::entered(row.rule);
  Omission omission;
  omission.finding = {std::string(rule.id), rule.severity, "", rules::shown(wait.subject), row.says(wait, registry)};
  omission.owes = wait.owes;
  if (!wait.message.empty()) {
    omission.sender = wait.sender;
    omission.kind = wait.kind;
  }
  omission.message_id = wait.message;
  omission.since = wait.since;
  omission.due = wait.due;
  return omission;
}

}  // namespace

struct Omissions::Parts {
  OmissionTimes times;
  rules::Waits waits;
  std::vector<Omission> told;
  ControlType active = ControlType::no_selection;
  Id selection;  // message_id of the last SelectControlType

  void on(Event event, const Scene& scene);
  void follow_control_type(const Scene& scene);
  void take(const Scene& scene);
  void decide(const Scene& scene);
};

// Something other than a message happens.
void Omissions::Parts::on(Event event, const Scene& scene) {
  for (const Row& row : rules::omission_rows()) {
    if (row.event == event) row.open(scene);
  }
}

// With another control type all that belonged to the one before is over (C.6).
void Omissions::Parts::follow_control_type(const Scene& scene) {
  if (scene.registry.standing.active == active) return;
  active = scene.registry.standing.active;
  waits.remove_if([](const Wait& wait) { return rules::row_of(wait.what).ends_with_control_type; });
  on(Event::activated, scene);
}

void Omissions::Parts::take(const Scene& scene) {
  for (std::uint32_t rows = opened_by(scene.kind); rows != 0; rows &= rows - 1) {
    rules::omission_rows()[static_cast<std::size_t>(std::countr_zero(rows))].open(scene);
  }
  if (!waits.may_be_settled_by(scene.kind)) return;
  waits.remove_if([&](Wait& wait) {
    const Row& row = rules::row_of(wait.what);
    if (wait.what != Awaited::repetition && !row.settled_by.contains(scene.kind)) return false;
    if (row.settles) return row.settles(*scene.message, wait, times);
    return !row.still || row.still(wait, scene.registry) == Still::settled;
  });
}

// An instruction was accepted, or will never be carried out.
void Omissions::Parts::decide(const Scene& scene) {
  const bool accepted = scene.status == ReceptionStatusValues::ok;
  const auto is_its = [&](const Wait& wait) {
    return wait.what != Awaited::repetition && wait.kind == scene.kind && wait.message == scene.message_id;
  };
  if (!accepted) return waits.remove_if(is_its);
  for (Wait& wait : waits.all()) wait.accepted = wait.accepted || is_its(wait);
}

Omissions::Omissions(const OmissionTimes& times) : parts_(std::make_unique<Parts>()) { parts_->times = times; }
Omissions::~Omissions() = default;
Omissions::Omissions(Omissions&&) noexcept = default;
Omissions& Omissions::operator=(Omissions&&) noexcept = default;

void Omissions::started(const Registry& registry, Time now) {
  parts_->active = registry.standing.active;
  parts_->on(Event::started,
             {.registry = registry, .times = parts_->times, .waits = parts_->waits, .now = now, .message_id = no_id()});
}

void Omissions::took(const Message& message, EnergyManagementRole sender, const Registry& registry, Time now) {
  Parts& parts = *parts_;
  const Kind kind = kind_of(message);
  const bool is_selected = registry.standing.active != parts.active;
  // Most messages are of no interest; what follows looks closer.
  if (!is_selected && opened_by(kind) == 0 && !parts.waits.may_be_settled_by(kind) && kind != Kind::SelectControlType) {
    return;
  }
  const Id* message_id = message_id_of(message);
  if (!message_id) return;
  const Scene scene{.registry = registry,
                    .times = parts.times,
                    .waits = parts.waits,
                    .now = now,
                    .sender = sender,
                    .message = &message,
                    .message_id = *message_id,
                    .kind = kind};
  if (is_selected) {
    Scene selected{.registry = registry,
                   .times = parts.times,
                   .waits = parts.waits,
                   .now = now,
                   .sender = EnergyManagementRole::cem,
                   .message_id = parts.selection,
                   .kind = Kind::SelectControlType};
    parts.follow_control_type(selected);
  }
  if (kind == Kind::SelectControlType) parts.selection = *message_id;
  parts.take(scene);
}

void Omissions::answered(const Id& message_id, Kind kind, EnergyManagementRole sender, ReceptionStatusValues status,
                         const Registry& registry, Time now) {
  Parts& parts = *parts_;
  const bool is_instruction = message_type_of(kind).is_instruction;
  const bool is_plain = status == ReceptionStatusValues::ok && !is_instruction && kind != Kind::SelectControlType &&
                        kind != Kind::SessionRequest;
  if (is_plain) return;
  const Scene scene{.registry = registry,
                    .times = parts.times,
                    .waits = parts.waits,
                    .now = now,
                    .sender = sender,
                    .message_id = message_id,
                    .kind = kind,
                    .status = status};
  parts.follow_control_type(scene);
  if (is_instruction) parts.decide(scene);
  parts.on(Event::answered, scene);
}

void Omissions::refused(const Id& message_id, Kind kind, EnergyManagementRole sender) {
  if (parts_->waits.size() == 0) return;
  parts_->waits.remove_if([&](const Wait& wait) {
    return wait.what == Awaited::repetition && wait.kind == kind && wait.owes == sender && wait.message == message_id;
  });
}

void Omissions::closed() {
  parts_->waits.remove_if([](const Wait& wait) { return wait.what == Awaited::close; });
}

std::optional<Time> Omissions::next_deadline() const { return parts_->waits.next(); }

const std::vector<Omission>& Omissions::overdue(const Registry& registry, Time now) {
  Parts& parts = *parts_;
  if (!parts.told.empty()) std::vector<Omission>().swap(parts.told);
  const auto next = parts.waits.next();
  if (!next || now < *next) return parts.told;
  parts.waits.remove_if([&](Wait& wait) {
    if (now < wait.due) return false;
    const Row& row = rules::row_of(wait.what);
    const Still still = row.still ? row.still(wait, registry) : Still::owed;
    if (still == Still::owed) parts.told.push_back(omission_of(wait, row, registry));
    if (still == Still::later) wait.due = now + std::max(parts.times.*row.within, Duration{1});
    return still != Still::later;
  });
  std::stable_sort(parts.told.begin(), parts.told.end(),
                   [](const Omission& a, const Omission& b) { return a.due < b.due; });
  return parts.told;
}

std::size_t Omissions::awaited() const { return parts_->waits.size(); }

const OmissionTimes& Omissions::times() const { return parts_->times; }

Omission unanswered_omission(const Id& message_id, std::optional<Kind> kind, EnergyManagementRole sender, Time since,
                             Duration waited) {
  const Rule& rule = rules::entered("REC-002");
  Omission omission;
  omission.owes = sender == EnergyManagementRole::cem ? EnergyManagementRole::rm : EnergyManagementRole::cem;
  omission.finding = {std::string(rule.id), rule.severity, "", message_id == nil_id() ? "" : rules::shown(message_id),
                      "the " + std::string(rules::in_words(omission.owes)) + " has not answered " +
                          (kind ? std::string(message_type_of(*kind).name()) : "a frame that could not be read") +
                          " within " + rules::in_words(waited)};
  omission.sender = sender;
  omission.kind = kind;
  omission.message_id = message_id;
  omission.since = since;
  omission.due = since + waited;
  return omission;
}

}  // namespace s2
