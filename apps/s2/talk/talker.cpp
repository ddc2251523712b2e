#include "talk/talker.hpp"

#include "talk/command_words.hpp"

#include <house/link.hpp>

#include <utility>
#include <vector>

namespace s2::app {
namespace {

using Role = EnergyManagementRole;

// Which role the client has when we, at this end, have ours.
Role client_role(Role ours, End end) {
  if (end == End::client) return ours;
  return ours == Role::cem ? Role::rm : Role::cem;
}

}  // namespace

// Sees all frames that the link moves.
struct Talker::Parts : house::Watcher {
  Parts(const TalkerOptions& options, End its_end, std::unique_ptr<transport::Connection> connection,
        house::Clock& its_clock, IdSource ids, Owner its_owner)
      : role(options.role),
        end(its_end),
        clock(its_clock),
        owner(std::move(its_owner)),
        peer(connection->peer()),
        wire(connection.get()),
        first_profile(options.session.start == Start::connected
                          ? options.session.profile
                          : profile_of(options.session.versions.front()).value_or(Profile::v1_0_0)) {
    const Time now = clock.now();
    if (role == Role::rm) {
      rm.emplace(options.session, options.details, std::move(ids), now);
      session = &*rm;
    } else {
      cem.emplace(options.session, std::move(ids), now);
      session = &*cem;
    }
    LiveJudgeOptions judging = options.judge;
    judging.client = client_role(role, end);
    judging.profile = first_profile;
    if (options.session.start == Start::connected) judging.start = Start::connected;
    judge.emplace(
        judging, 1, "rm", [this](const Heard& heard) { owner.on_heard(heard); },
        [this](const Missed& missed) { owner.on_missed(missed); });
    link.emplace(*session, std::move(connection), clock, *this, "rm",
                 house::Link::Owner{.on_event = [this](const Event& event) { owner.on_event(event); },
                                    .on_closed =
                                        [this](const transport::Closed& closed) {
                                          wire = nullptr;
                                          overdue.clear();
                                          judge->decide();
                                          owner.on_closed(closed);
                                        }});
  }

  void on_frame(const RecordedFrame& frame) override {
    const bool ours = sender_of(frame.direction) == role;
    judge->take(ours ? end : other(end), frame.frame, Passage::passed, frame.time);
    watch();
  }

  // Sees to it that the judge looks again when no frame comes.
  void watch() {
    const auto deadline = judge->next_deadline();
    if (!deadline) return overdue.clear();
    if (deadline == overdue.due()) return;
    overdue.set(*deadline, [this] {
      judge->wake(clock.now());
      watch();
    });
  }

  Role role;
  End end;
  house::Clock& clock;
  house::Alarm overdue{clock};
  Owner owner;
  std::string peer;
  transport::Connection* wire;  // of the link, while it is open
  Profile first_profile;
  std::optional<RmSession> rm;
  std::optional<CemSession> cem;
  Session* session = nullptr;
  std::optional<LiveJudge> judge;
  std::optional<house::Link> link;
  Registry nothing;
};

Talker::Talker(const TalkerOptions& options, End end, std::unique_ptr<transport::Connection> connection,
               house::Clock& clock, IdSource ids, Owner owner)
    : parts_(std::make_unique<Parts>(options, end, std::move(connection), clock, std::move(ids), std::move(owner))) {}

Talker::~Talker() = default;

void Talker::start() { parts_->link->start(); }

Result<Id> Talker::send(Message message) {
  auto sent = parts_->session->send(std::move(message), parts_->clock.now());
  parts_->link->pump();
  return sent;
}

Result<Id> Talker::select(ControlType control_type) {
  if (!parts_->cem) return not_understood("only an energy manager selects a control type; this is a Resource Manager");
  auto sent = parts_->cem->select(control_type, parts_->clock.now());
  parts_->link->pump();
  return sent;
}

Result<Id> Talker::report(const Id& instruction_id, InstructionStatus status) {
  if (!parts_->rm) return not_understood("only a Resource Manager reports on instructions; this is an energy manager");
  auto sent = parts_->rm->report(instruction_id, status, parts_->clock.now());
  parts_->link->pump();
  return sent;
}

void Talker::send_raw(std::string frame) {
  if (parts_->wire == nullptr) return;
  parts_->judge->take(parts_->end, frame, Passage::injected, parts_->clock.now());
  parts_->watch();
  parts_->wire->send(std::move(frame));
}

void Talker::end(SessionRequestType request, const std::string& why) {
  parts_->session->end(request, why, parts_->clock.now());
  parts_->link->pump();
}

EnergyManagementRole Talker::role() const { return parts_->role; }
bool Talker::ready() const {
  const Stage stage = parts_->session->stage();
  return !over() && (stage == Stage::connected || stage == Stage::controlled);
}
bool Talker::over() const { return parts_->wire == nullptr || parts_->session->ended(); }
Profile Talker::profile() const { return parts_->session->profile().value_or(parts_->first_profile); }

const Registry& Talker::registry() const {
  const auto* conversation = parts_->judge->conversation();
  return conversation != nullptr ? conversation->registry() : parts_->nothing;
}

std::vector<Conversation::Unanswered> Talker::unanswered() const {
  const auto* conversation = parts_->judge->conversation();
  return conversation != nullptr ? conversation->unanswered() : std::vector<Conversation::Unanswered>();
}

const std::string& Talker::peer() const { return parts_->peer; }

}  // namespace s2::app
