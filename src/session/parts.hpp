#pragma once
// Session::Parts: the state of one conversation, and the steps that change it. What may be said is judged by the rules
// against the registry; where a session comes from and goes to is in the table of stages.

#include "answer_book.hpp"
#include "ledger.hpp"
#include "workbench.hpp"

#include <s2/base/ring.hpp>
#include <s2/session.hpp>

namespace s2 {

struct Session::Parts {
  // What the conversation was made with.
  EnergyManagementRole role;
  SessionOptions options;
  IdSource ids;

  // Where it stands.
  Registry registry;
  Time opened;
  Stage stage = Stage::negotiating;
  ControlType control_type = ControlType::no_selection;  // the one the application knows of
  std::optional<ResourceManagerDetails> own_details;     // RM: what it says once it is initialised
  bool busy = false;

  // What is waited for.
  std::optional<Time> handshake_due;
  std::optional<Time> close_due;

  // How it ends.
  std::optional<EndReason> reason;
  std::optional<SessionRequestType> request;
  std::string why;  // failing: what the peer is told

  // Books.
  session::Ledger ledger;
  session::AnswerBook answers;
  SessionCounters counters;
  Omissions omissions;

  // The fail-safe lease of an RM.
  std::unique_ptr<FailSafe> fail_safe;
  Time heard;  // last sign of life
  bool fell_back = false;

  // What goes out.
  Ring<std::string> frames;
  Ring<Event> events;
  std::string out;                  // the frame that was handed out last
  std::vector<Finding> sent_notes;  // warnings about the message sent last

  Parts(EnergyManagementRole role, SessionOptions options, IdSource ids);

  // --- Small facts ---
  EnergyManagementRole peer() const;
  Workbench::Parts& bench() const { return options.workbench->parts(); }
  bool initialised() const { return stage == Stage::connected || stage == Stage::controlled; }
  bool ended() const { return stage == Stage::ended; }
  /// The profile the next frame is read and written in: any will do while negotiating.
  Profile working_profile() const { return registry.standing.profile.value_or(Profile::v1_0_0); }
  /// A finding of ours about a message, with the weight the rule has at our strictness.
  Finding found(std::string_view rule, std::string_view pointer, std::string_view value, std::string text) const;
  std::optional<Time> next_deadline() const;

  // --- life.cpp: the table of stages at work ---
  void open(Time now);
  void happen(Cause cause, std::string text, Time now);
  void initialise(Time now);
  void ask_to_end(std::string text, Time now);
  void finish(std::string text, Time now);
  void follow_control_type(Time now);
  void wake(Time now);
  void tell_undone(Time until);

  // --- receive.cpp: read, judge, answer ---
  void receive(std::string_view frame, Time now);
  void refuse(std::string_view frame, const Refusal& refusal);
  void take(std::string_view frame, Time now);
  void answer_repeated(const Id& message_id, const IdDigest& digest);
  bool turn_away(Time now);
  void turn_down(std::vector<Finding> findings, std::string_view frame, Time now);
  void reject(std::vector<Finding> findings, std::string_view frame, Time now);

  // --- act.cpp: what a message changes ---
  void act(std::vector<Finding> notes, Time now);
  void act_on(const Handshake& message, Time now);
  void act_on(const HandshakeResponse& message, Time now);
  void act_on(const SelectControlType& message, Time now);
  void act_on(const SessionRequest& message, Time now);

  // --- answers.cpp: what the peer says of ours ---
  void take_answer(const ReceptionStatus& answer, Time now);
  void take_other_answer(const Id& subject, ReceptionStatusValues status, std::string text, Time now);
  std::string unread_by_peer() const;
  void settle(Answered outcome, Time now);
  bool repeat_later(session::Waiting& waiting, Time now);
  void repeat_due(Time now);
  void drop_overtaken(const std::optional<IdDigest>& course, Time now);

  // --- send.cpp ---
  Result<Id> send(Message message, Time now);
  std::optional<Finding> judge_own(const Message& message, Time now);
  std::optional<Finding> judge_against_selections(Kind kind, Time now) const;
  std::optional<Finding> put(Message& message, Time now);
  void put_or_notice(Message message, Time now);
  void answer(const Id& subject, ReceptionStatusValues status, std::string_view diagnostic);
  void notice(Finding finding);
  void notice(std::string_view rule, std::string text);

  // --- instructions.cpp: instructions the RM ends by itself ---
  void end_instruction(const Id& id, InstructionStatus status, Time now);
  void end_open_instructions(Time now);
  void end_revoked(bool lost_basis, Time now);
  std::vector<Id> replaced_by(const Message& message) const;
  void end_undescribed(const Message& message, Time now);

  // --- fail_safe.cpp ---
  void heard_from_peer(FailSafe::Heartbeat sign, Time now);
  void fall_back(Time now);
  std::optional<Time> fail_safe_due() const;
};

/// A text of the peer as it may be shown: valid UTF-8, at most Limits::shown_frame_bytes.
std::string shown(std::string_view text);
/// A finding repeats what the peer wrote, which may be of any length.
void shorten(std::vector<Finding>& findings);
/// What a peer's developer needs most: rule, place, sentence.
std::string diagnostic_of(const std::vector<Finding>& findings);

}  // namespace s2
