#pragma once
// Session::Parts: the state of one conversation, and the steps that change it. The steps are spread over handshake,
// selection, receive, judge and send; which message may come when is decided by the state table alone.

#include "answer_book.hpp"
#include "instruction_book.hpp"
#include "ledger.hpp"

#include <s2/session.hpp>

#include <array>
#include <deque>

namespace s2 {

struct Session::Parts {
  // What the conversation was made with.
  EnergyManagementRole role;
  SessionOptions options;
  IdSource ids;

  // Where it stands.
  std::optional<Profile> profile;                        // agreed; empty while negotiating
  ControlType control_type = ControlType::no_selection;  // active
  std::array<std::optional<Time>, 7> forgiven_until;     // by control type: its messages are, since it was left
  bool initialised = false;                              // Initialised was reported
  bool peer_shook_hands = false;                         // the peer's Handshake came
  std::vector<std::string> peer_versions;                // … and offered these
  std::optional<ResourceManagerDetails> details;         // RM: ours; CEM: the peer's

  // What is waited for.
  std::optional<Time> handshake_due;
  std::optional<Time> close_due;
  EndReason close_reason = EndReason::asked_by_us;
  SessionRequestType close_request = SessionRequestType::terminate;
  bool ended = false;

  // Books.
  session::Ledger ledger;
  session::AnswerBook answers;
  session::InstructionBook instructions;
  Decoder decoder;

  // What goes out.
  std::deque<std::string> frames;
  std::deque<Event> events;

  // --- Small facts ---
  EnergyManagementRole peer() const;
  Phase phase() const;
  /// The profile the next frame is read and written in: any will do while negotiating.
  Profile working_profile() const { return profile.value_or(Profile::v1_0_0); }
  /// A finding of ours about a message, with the weight the rule has at our strictness.
  Finding found(std::string_view rule, std::string_view pointer, std::string_view value, std::string text) const;

  // --- handshake.cpp ---
  void open(Time now);
  void judge_handshake(const Handshake& message, std::vector<Finding>& findings) const;
  void judge_response(const HandshakeResponse& message, std::vector<Finding>& findings) const;
  void take_handshake(const Handshake& message, Time now);
  void take_response(const HandshakeResponse& message, Time now);
  void initialise(Time now);

  // --- selection.cpp ---
  void judge_selection(const SelectControlType& message, std::vector<Finding>& findings) const;
  void activate(ControlType next, Time now);
  void believe_selection(const Message& message, Time now);
  std::optional<ControlType> control_type_of(const Message& message);
  bool is_forgiven(const Message& message, Time now);

  // --- judge.cpp ---
  std::vector<Finding> judge_message(const Message& message, bool reuses_id);
  std::optional<Finding> judge_standing(const Message& message) const;
  void judge_instruction(const Message& message, std::vector<Finding>& findings);
  void judge_report(const InstructionStatusUpdate& message, std::vector<Finding>& findings);
  session::InstructionBook::Entry* reported_instruction(const InstructionStatusUpdate& message);

  // --- receive.cpp ---
  void receive(std::string_view frame, Time now);
  void refuse(std::string_view frame, const Refusal& refusal);
  void take(Decoded decoded, std::string_view frame, Time now);
  void turn_down(const Message& message, std::vector<Finding> findings, std::string_view frame, Time now);
  void act(Message message, std::vector<Finding> notes, Time now);
  void take_answer(const ReceptionStatus& answer, Time now);

  // --- send.cpp ---
  Result<Id> send(Message message, Time now);
  std::optional<Finding> judge_own(const Message& message);
  Result<Id> put(Message message, Time now);
  void put_or_notice(Message message, Time now);
  void answer(const Id& subject, ReceptionStatusValues status, std::string_view diagnostic);
  void begin_close(SessionRequestType request, EndReason reason, std::string why, Time now);
  void finish(EndReason reason, std::optional<SessionRequestType> request, std::string text);
  void notice(Finding finding);
  void notice(std::string_view rule, std::string text);
};

/// A text of the peer as it may be shown: valid UTF-8, at most Limits::shown_frame_bytes.
std::string shown(std::string_view text);

}  // namespace s2
