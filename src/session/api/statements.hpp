#pragma once
// Statements: what an RM has said is true, in the order in which it is to be said.

#include "acknowledgement.hpp"

#include <s2/base/id_digest.hpp>
#include <s2/model/message.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace s2::session {

/// Something that is true.
struct Statement {
  std::uint64_t serial = 0;  ///< names it
  Kind kind{};               ///< its type
  IdDigest key{};            ///< of the object, actuator or timer it is about
  Message message;           ///< without message_id
  Answer answer;             ///< to the application
  bool stands = false;       ///< it was said in the present session and control type
  Id said_as;                ///< … with this message_id
};

/// Whether other statements only make sense after this one: descriptions, offers, tasks.
bool comes_first(Kind kind);

/// The statements of one device: of each kind what counts now or later, at most Limits::held_objects.
class Statements {
 public:
  /// Adds a statement and forgets what it takes the place of; the answers of those that were never said are handed to
  /// `overtaken`.
  Statement& put(Message message, Answer answer, Time now, std::vector<Answer>& overtaken);
  /// Takes out those of a kind, and with an id only the one it names.
  std::vector<Statement> take(Kind kind, const Id& id);
  /// The statement with this serial; nullptr when it is gone.
  Statement* find(std::uint64_t serial);
  /// The newest of the kind of a message that is about the same; nullptr when there is none.
  const Statement* find_like(const Message& message) const;
  /// What has to be said for a control type (empty: what belongs to none), first things first. What has expired is
  /// forgotten, as in put().
  std::vector<std::uint64_t> unsaid(std::optional<ControlType> control_type, Time now, std::vector<Answer>& overtaken);
  /// Nothing of a control type (empty: nothing at all) stands any more.
  void take_back(std::optional<ControlType> control_type);
  /// How many there are.
  std::size_t size() const { return all_.size(); }

 private:
  bool is_over(const Statement& statement, Time now) const;

  std::vector<Statement> all_;  // in the order in which they were made
  std::uint64_t last_serial_ = 0;
};

}  // namespace s2::session
