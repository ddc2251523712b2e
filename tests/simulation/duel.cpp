// One RM, one CEM and a lossy channel, moved step by step.

#include "duel.hpp"

#include "differences.hpp"
#include "fingerprint.hpp"

#include <array>

namespace s2::tests {
namespace {

const Id actuator("actuator-1");
const Id mode("mode-1");

ResourceManagerDetails resource() {
  ResourceManagerDetails details;
  details.resource_id = Id("resource-1");
  details.roles = {Role{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::fill_rate_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  return details;
}

frbc::SystemDescription description() {
  frbc::SystemDescription message;
  message.storage.fill_level_range = {0, 100};
  auto& one = message.actuators.emplace_back();
  one.id = actuator;
  one.supported_commodities = {Commodity::electricity};
  auto& only = one.operation_modes.emplace_back();
  only.id = mode;
  only.elements = {{{0, 100}, {0, 0.01}, {{0, 1000, CommodityQuantity::electric_power_l1}}, {}}};
  return message;
}

bool is_of_rm(Move move) { return move >= Move::rm_describes; }

}  // namespace

std::string_view name_of(Move move) {
  constexpr std::array<std::string_view, move_count> names = {
      "deliver to RM", "deliver to CEM", "lose to RM",   "lose to CEM",   "double to RM",  "double to CEM",
      "reconnect",     "time passes",    "CEM selects",  "CEM deselects", "CEM instructs", "CEM revokes",
      "CEM ends",      "RM describes",   "RM withdraws", "RM begins",     "RM completes",  "RM ends"};
  return names[static_cast<std::size_t>(move)];
}

Duel::Duel(Start start, std::shared_ptr<Workbench> workbench) : start_(start), workbench_(std::move(workbench)) {
  begin();
}

void Duel::begin() {
  const IdSource ids = [this] { return Id("id-" + std::to_string(++made_ids_)); };
  SessionOptions options;
  options.start = start_;
  options.versions = {"1.0.0"};
  options.workbench = workbench_;
  rm_side_ = {};
  cem_side_ = {};
  lost_ = undecided_ = false;
  rm_side_.session = &rm_.emplace(options, resource(), ids, now_);
  cem_side_.session = &cem_.emplace(options, ids, now_);
  pump();
}

bool Duel::can(Move move) const {
  const bool rm_hung_up = rm_->ended() && !cem_->ended();
  const bool cem_hung_up = cem_->ended() && !rm_->ended();
  switch (move) {
    case Move::deliver_to_rm:
      return !rm_side_.in.empty() || cem_hung_up;
    case Move::deliver_to_cem:
      return !cem_side_.in.empty() || rm_hung_up;
    case Move::lose_to_rm:
    case Move::double_to_rm:
      return !rm_side_.in.empty();
    case Move::lose_to_cem:
    case Move::double_to_cem:
      return !cem_side_.in.empty();
    case Move::reconnect:
      return true;
    case Move::time_passes:
      return rm_->next_deadline() || cem_->next_deadline();
    default:
      break;
  }
  const Session& actor = is_of_rm(move) ? static_cast<const Session&>(*rm_) : *cem_;
  if (move == Move::cem_ends || move == Move::rm_ends) return !actor.ended();
  const bool open = !actor.registry().instructions.open().empty();
  if (move == Move::cem_revokes || move == Move::rm_begins || move == Move::rm_completes) return open;
  if (move == Move::rm_withdraws) return actor.registry().frbc.descriptions.known();
  return actor.phase() != Phase::negotiating;
}

void Duel::make(Move move) {
  switch (move) {
    case Move::deliver_to_rm:
      pass(rm_side_, cem_side_);
      break;
    case Move::deliver_to_cem:
      pass(cem_side_, rm_side_);
      break;
    case Move::lose_to_rm:
    case Move::lose_to_cem:
      (move == Move::lose_to_rm ? rm_side_ : cem_side_).in.pop_front();
      lost_ = true;
      break;
    case Move::double_to_rm:
    case Move::double_to_cem: {
      Side& to = move == Move::double_to_rm ? rm_side_ : cem_side_;
      const std::string frame = to.in.front();
      pass(to, other(to));
      to.in.push_front(frame);
      break;
    }
    case Move::reconnect:
      begin();
      break;
    case Move::time_passes:
      pass_time();
      break;
    default:
      act(move);
      break;
  }
  pump();
  check();
}

// What an application does.
void Duel::act(Move move) {
  const auto newest = [](const Session& session) { return session.registry().instructions.open().back().id; };
  const auto oldest = [](const Session& session) { return session.registry().instructions.open().front().id; };
  switch (move) {
    case Move::cem_selects:
      (void)cem_->select(ControlType::fill_rate_based_control, now_);
      break;
    case Move::cem_deselects:
      (void)cem_->select(ControlType::no_selection, now_);
      break;
    case Move::cem_instructs: {
      const Id id("id-" + std::to_string(++made_ids_));
      (void)cem_->send(frbc::Instruction{{}, id, actuator, mode, 0.5, Time{}, false}, now_);
      break;
    }
    case Move::cem_revokes:
      (void)cem_->send(RevokeObject{{}, RevokableObjects::frbc_instruction, oldest(*cem_)}, now_);
      break;
    case Move::cem_ends:
      cem_->end(SessionRequestType::terminate, "enough", now_);
      break;
    case Move::rm_describes:
      (void)rm_->send(description(), now_);
      break;
    case Move::rm_withdraws: {
      const Id id = rm_->registry().frbc.descriptions.in_force()->message_id;
      (void)rm_->send(RevokeObject{{}, RevokableObjects::frbc_systemdescription, id}, now_);
      break;
    }
    case Move::rm_begins:
      (void)rm_->report(newest(*rm_), InstructionStatus::started, now_);
      break;
    case Move::rm_completes:
      (void)rm_->report(oldest(*rm_), InstructionStatus::succeeded, now_);
      break;
    case Move::rm_ends:
      rm_->end(SessionRequestType::reconnect, "later", now_);
      break;
    default:
      break;
  }
}

void Duel::pass(Side& to, Side& from) {
  if (to.in.empty()) {
    if (from.session->ended()) to.session->disconnected(now_);
    return;
  }
  const std::string frame = std::move(to.in.front());
  to.in.pop_front();
  if (!to.session->ended()) receive(to, frame);
}

void Duel::receive(Side& to, const std::string& frame) {
  const auto question = peek(frame);
  to.session->receive(frame, now_);
  std::size_t answers = 0;
  bool first = true;
  while (const auto text = to.session->next_frame()) {
    const auto said = peek(*text);
    if (said->kind == Kind::ReceptionStatus) {
      ++answers;
      if (!first) complain("something was said before the answer");
    } else {
      to.sent.push_back(*said->message_id);
    }
    first = false;
    other(to).in.emplace_back(*text);
  }
  if (answers != (question->kind == Kind::ReceptionStatus ? 0U : 1U)) {
    complain(std::to_string(answers) + " answers to " + frame);
  }
}

void Duel::pump() {
  for (Side* side : {&rm_side_, &cem_side_}) {
    while (const auto text = side->session->next_frame()) {
      side->sent.push_back(*peek(*text)->message_id);
      other(*side).in.emplace_back(*text);
    }
    listen(*side);
  }
}

void Duel::listen(Side& side) {
  while (const auto event = side.session->next_event()) {
    if (side.told_end) complain("something is told after the end");
    if (std::holds_alternative<Ended>(*event)) side.told_end = true;
    if (std::holds_alternative<Overdue>(*event)) undecided_ = true;
    if (const auto* answer = std::get_if<Answered>(&*event)) {
      if (!side.answered.insert(answer->message_id).second) complain("answered twice: " + answer->message_id.str());
    }
    const auto* received = std::get_if<Received>(&*event);
    const Id* id = received ? instruction_id_of(received->message) : nullptr;
    if (id && !side.carried_out.insert(*id).second) complain("carried out twice: " + id->str());
  }
  if (side.told_end != side.session->ended()) complain("the end is not told, or told before it comes");
}

void Duel::pass_time() {
  std::optional<Time> next = rm_->next_deadline();
  const auto due = cem_->next_deadline();
  if (due && (!next || *due < *next)) next = due;
  if (!next) return;
  if (*next <= now_) complain("a deadline has come and nothing happens");
  now_ = std::max(now_, *next);
  rm_->wake(now_);
  cem_->wake(now_);
  pump();
}

bool Duel::fits() const { return rm_side_.in.size() <= channel_frames && cem_side_.in.size() <= channel_frames; }

// What has to hold in every state.
void Duel::check() {
  for (const Side* side : {&rm_side_, &cem_side_}) {
    const Session& session = *side->session;
    const Stage stage = session.stage();
    if (session.control_type() != session.registry().standing.active)
      complain("registry and session steer differently");
    if (stage == Stage::controlled && session.phase() == Phase::connected) complain("controlled by nothing");
    if (stage == Stage::connected && session.phase() != Phase::connected) complain("controlled, and only connected");
    if (stage == Stage::negotiating && session.profile()) complain("a version without agreement");
    const auto due = session.next_deadline();
    if (due && *due <= now_) complain("a deadline has come and nothing happens");
    if (due && session.ended()) complain("waits for something after the end");
  }
}

void Duel::come_to_rest() {
  for (int deadlines = 0; deadlines < 8; ++deadlines) {
    for (int i = 0; i < 64 && (can(Move::deliver_to_rm) || can(Move::deliver_to_cem)); ++i) {
      if (can(Move::deliver_to_rm)) make(Move::deliver_to_rm);
      if (can(Move::deliver_to_cem)) make(Move::deliver_to_cem);
    }
    if (can(Move::time_passes)) make(Move::time_passes);
  }
  if (can(Move::time_passes)) complain("deadlines never end");
  if (can(Move::deliver_to_rm) || can(Move::deliver_to_cem)) complain("the channel is never empty");
  if (rm_->ended() || cem_->ended()) {
    if (!rm_->ended() || !cem_->ended()) complain("one side believes in a conversation that is over");
    return;
  }
  const bool told = lost_ && undecided_;
  const auto differing = differences(rm_->registry(), cem_->registry());
  if (told) return;
  if (rm_->unanswered() + cem_->unanswered() > 0) complain("a message is without an answer, and nobody is told");
  if (rm_->stage() != cem_->stage()) complain("the two are at different stages, and nobody is told");
  for (const auto& difference : differing) complain("the two differ in " + difference + ", and nobody is told");
}

std::string Duel::state() const {
  const std::string_view past = lost_ ? undecided_ ? "told" : "lost" : undecided_ ? "late" : "";
  return std::string(past) +
         fingerprint({*rm_, rm_side_.sent, rm_side_.in}, {*cem_, cem_side_.sent, cem_side_.in}, now_);
}

}  // namespace s2::tests
