// What a device states: kept, said when it counts, said again in every session.

#include "resource_manager.hpp"

#include <array>
#include <utility>

namespace s2 {
namespace {

using session::Answer;

struct Revocable {
  Kind kind;
  RevokableObjects object;
  bool by_message_id;
};

// What an RM can revoke, and by which id. Rule catalogue, C.10.
constexpr std::array revocables = {
    Revocable{Kind::PebcPowerConstraints, RevokableObjects::pebc_powerconstraints, false},
    Revocable{Kind::PebcEnergyConstraint, RevokableObjects::pebc_energyconstraint, false},
    Revocable{Kind::PpbcPowerProfileDefinition, RevokableObjects::ppbc_powerprofiledefinition, false},
    Revocable{Kind::OmbcSystemDescription, RevokableObjects::ombc_systemdescription, true},
    Revocable{Kind::FrbcSystemDescription, RevokableObjects::frbc_systemdescription, true},
    Revocable{Kind::DdbcSystemDescription, RevokableObjects::ddbc_systemdescription, true},
};

const Revocable* find_revocable(Kind kind) {
  for (const Revocable& row : revocables) {
    if (row.kind == kind) return &row;
  }
  return nullptr;
}

Id object_id_of(const session::Statement& statement, const Revocable& row) {
  if (row.by_message_id) return statement.said_as;
  return std::visit(
      [](const auto& m) {
        if constexpr (requires { m.id; }) return m.id;
        return Id();
      },
      statement.message);
}

// A moment that was left out means now.
void fill_in_time(Message& message, Time now) {
  std::visit(
      [now](auto& m) {
        if constexpr (requires { m.valid_from; }) {
          if (m.valid_from == Time{}) m.valid_from = now;
        }
        if constexpr (requires { m.measurement_timestamp; }) {
          if (m.measurement_timestamp == Time{}) m.measurement_timestamp = now;
        }
      },
      message);
}

// A change of the mode says where it came from, and when; until then that holds on.
template <class Status>
void fill_in_past(Status& status, const Status& before, Time now) {
  if (status.previous_operation_mode_id || status.transition_timestamp) return;
  const bool changed = status.active_operation_mode_id != before.active_operation_mode_id;
  status.previous_operation_mode_id = changed ? before.active_operation_mode_id : before.previous_operation_mode_id;
  status.transition_timestamp = changed ? now : before.transition_timestamp;
}

void fill_in_past(Message& message, const session::Statement* before, Time now) {
  if (!before) return;
  std::visit(
      [&](auto& m) {
        using Status = std::remove_reference_t<decltype(m)>;
        if constexpr (requires { m.previous_operation_mode_id; }) {
          fill_in_past(m, *std::get_if<Status>(&before->message), now);
        }
      },
      message);
}

void overtake(const std::vector<Answer>& answers) {
  for (const Answer& answer : answers) {
    session::settle(
        answer, Delivery::overtaken,
        session::reason("S2CPP-OVERTAKEN", "it was never said: something newer took its place, or it expired"));
  }
}

}  // namespace

Answer ResourceManager::Parts::state(Message message) {
  const auto self = shared_from_this();
  const auto answer = std::make_shared<Acknowledgement::State>();
  const Kind kind = kind_of(message);
  if (const auto* update = std::get_if<ResourceManagerDetails>(&message)) {
    details = *update;
    details.message_id = Id();
    if (initialised) {
      talk->send(answer, details);
    }
    return answer;
  }
  fill_in_time(message, now());
  fill_in_past(message, statements.find_like(message), now());
  set_message_id(message, Id());
  std::vector<Answer> overtaken;
  const std::uint64_t serial = statements.put(std::move(message), answer, now(), overtaken).serial;
  if (counts(kind)) {
    say(serial, answer);
    if (session::comes_first(kind)) {
      publish(published);
      agree_on_lease();
    }
  }
  overtake(overtaken);
  return answer;
}

Answer ResourceManager::Parts::withdraw(Kind kind, const Id& id) {
  const auto answer = std::make_shared<Acknowledgement::State>();
  const Revocable* row = find_revocable(kind);
  const auto taken = statements.take(kind, id);
  std::vector<Answer> overtaken;
  bool revoked = false;
  for (const session::Statement& statement : taken) {
    if (statement.answer->status == Delivery::kept) overtaken.push_back(statement.answer);
    if (!row || !statement.stands || !counts(kind)) continue;
    const auto one = std::exchange(revoked, true) ? std::make_shared<Acknowledgement::State>() : answer;
    talk->send(one,
               RevokeObject{.message_id = {}, .object_type = row->object, .object_id = object_id_of(statement, *row)});
  }
  if (!revoked) session::settle(answer, Delivery::accepted);
  overtake(overtaken);
  return answer;
}

bool ResourceManager::Parts::counts(Kind kind) const {
  const auto control_type = message_type_of(kind).control_type;
  return talk && initialised && (!control_type || *control_type == published);
}

void ResourceManager::Parts::publish(std::optional<ControlType> control_type) {
  std::vector<Answer> overtaken;
  const auto present = talk;
  for (const std::uint64_t serial : statements.unsaid(control_type, now(), overtaken)) {
    // Callbacks of the application run in between: what they replaced is said by then.
    const session::Statement* statement = statements.find(serial);
    if (talk != present || !statement || statement->stands || !counts(statement->kind)) continue;
    const bool is_first_time = statement->answer->status == Delivery::kept;
    say(serial, is_first_time ? statement->answer : std::make_shared<Acknowledgement::State>());
  }
  overtake(overtaken);
}

void ResourceManager::Parts::say(std::uint64_t serial, const Answer& answer) {
  Message message = statements.find(serial)->message;
  const auto present = talk;
  set_message_id(message, around.ids());
  const Id said_as = *message_id_of(message);
  session::Statement& statement = *statements.find(serial);
  statement.stands = true;  // before callbacks run
  statement.said_as = said_as;
  present->send(answer, std::move(message));
  if (answer->status != Delivery::held_back) return;
  if (session::Statement* again = statements.find(serial)) again->stands = false;
}

// It is judged against what was described, so it may have to wait for that.
void ResourceManager::Parts::agree_on_lease() {
  if (!fail_safe || lease_agreed || !talk || fail_safe->behaviour.empty()) return;
  const auto control_type = message_type_of(kind_of(fail_safe->behaviour.front())).control_type;
  if (!control_type || *control_type != published) return;
  auto agreed = engine->fail_safe(fail_safe, now());
  lease_agreed = agreed.has_value();
  if (lease_agreed) return talk->said();
  Finding finding = std::move(agreed).error();
  finding.text = "the fail-safe plan does not count: " + finding.text;
  talk->note(std::move(finding));
}

}  // namespace s2
