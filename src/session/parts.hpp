#pragma once
// Session::Parts: the state of one conversation, and the steps that change it. The steps are spread over handshake,
// selection, receive and send; which message may come when is decided by the state table alone.

#include "answer_book.hpp"
#include "instruction_book.hpp"
#include "ledger.hpp"

#include <s2/session.hpp>

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
  std::optional<ControlType> selecting;                  // CEM: asked for and not answered yet
  std::optional<ControlType> left;                       // control type just left …
  Time left_until;                                       // … and how long its messages are forgiven
  bool initialised = false;                              // Initialised was reported
  bool peer_shook_hands = false;                         // the peer's Handshake came
  bool peer_is_leaving = false;                          // the peer's SessionRequest came
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

  // --- handshake.cpp ---
  void open(Time now);
  std::optional<Finding> judge_handshake(const Handshake& message) const;
  std::optional<Finding> judge_response(const HandshakeResponse& message) const;
  void take_handshake(const Handshake& message, Time now);
  void take_response(const HandshakeResponse& message, Time now);
  void initialise(Time now);

  // --- selection.cpp ---
  std::optional<Finding> judge_selection(const SelectControlType& message) const;
  void activate(ControlType next, Time now);
  void believe_selection(const Message& message, Time now);
  void take_selection_answer(ReceptionStatusValues status, Time now);

  // --- receive.cpp ---
  void receive(std::string_view frame, Time now);
  void refuse(std::string_view frame, const Refusal& refusal);
  void take(Decoded decoded, std::string_view frame, Time now);
  std::vector<Finding> judge_message(const Message& message);
  bool is_forgiven(const Message& message, Time now);
  std::optional<Finding> judge_instruction(const Message& message);
  std::optional<Finding> judge_report(const InstructionStatusUpdate& message);
  void act(Message message, std::vector<Finding> notes, Time now);
  void take_answer(const ReceptionStatus& answer, Time now);

  // --- send.cpp ---
  Result<Id> send(Message message, Time now);
  std::optional<Finding> judge_own(const Message& message);
  Result<Id> put(Message message, Time now);
  void answer(const Id& subject, ReceptionStatusValues status, std::string diagnostic);
  void begin_close(SessionRequestType request, EndReason reason, std::string why, Time now);
  void finish(EndReason reason, std::optional<SessionRequestType> request, std::string text);
  void notice(std::string_view rule, std::string text);
};

}  // namespace s2
