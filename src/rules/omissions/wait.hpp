#pragma once
// Waits: what is awaited in a conversation, and until when.

#include <s2/base/id_digest.hpp>
#include <s2/base/limits.hpp>
#include <s2/base/time.hpp>
#include <s2/model/message.hpp>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace s2::rules {

/// A set of message types.
class KindSet {
 public:
  /// These types.
  constexpr KindSet(std::initializer_list<Kind> kinds) {
    for (const Kind kind : kinds) bits_ |= bit(kind);
  }
  /// Whether a type is one of them.
  constexpr bool contains(Kind kind) const { return (bits_ & bit(kind)) != 0; }
  /// Adds others.
  constexpr KindSet& operator|=(const KindSet& others) {
    bits_ |= others.bits_;
    return *this;
  }

 private:
  static constexpr std::uint64_t bit(Kind kind) { return std::uint64_t{1} << static_cast<unsigned>(kind); }
  std::uint64_t bits_ = 0;
};
static_assert(kind_count <= 64);

/// What can be awaited: one for each row of the table in rows.cpp, in its order.
enum class Awaited : std::uint8_t {
  handshake,
  answer,
  repetition,
  description,
  details,
  details_first,
  end_of_revoked,
  end_of_instruction,
  room,
  instructed_mode,
  report,
  timer,
  status,
  demand,
  close,
};

/// Something that is awaited.
struct Wait {
  Awaited what{};                 ///< its row
  Kind kind{};                    ///< type of the message that began it
  EnergyManagementRole sender{};  ///< … and who sent that
  EnergyManagementRole owes{};    ///< who has to act
  bool accepted = false;          ///< instructions: it was answered with OK
  bool withdrawn = false;         ///< instructions: the CEM revoked it
  bool told = false;        ///< what is told once: instructions that a status was awaited, details that data came first
  bool any_factor = false;  ///< instructions: the factor has no effect in that mode
  Time since;               ///< when it began
  Time due;                 ///< the last moment that is in time
  Id message;               ///< message_id of the message that began it
  Id subject;               ///< the instruction, timer or actuator it is about; empty when there is only one
  IdDigest actuator;        ///< of the actuator of instructions, modes and timers
  IdDigest mode;            ///< of the operation mode that is asked for
  double factor = 0;        ///< … and its factor
  Duration lag{};           ///< of the transition there; between two instructions
};

/// Everything that is awaited in one conversation. In no order; memory is given back when nothing is awaited.
class Waits {
 public:
  /// Awaits one more thing, at the limit not; nullptr then.
  Wait* open(Wait wait);
  /// The wait of this row about this subject, and of this actuator if one is named; nullptr when there is none.
  Wait* find(Awaited what, const Id& subject, const IdDigest* actuator = nullptr);
  /// Forgets those of which `is_over` says so; it may change the others.
  template <class IsOver>
  void remove_if(IsOver is_over) {
    auto kept = all_.begin();
    for (Wait& wait : all_) {
      if (is_over(wait)) continue;
      if (&*kept != &wait) *kept = std::move(wait);
      ++kept;
    }
    all_.erase(kept, all_.end());
    recount();
  }
  /// When the first one is due; empty when there is none.
  std::optional<Time> next() const { return all_.empty() ? std::nullopt : std::optional(next_); }
  /// Whether messages of a type may settle any.
  bool may_be_settled_by(Kind kind) const { return settled_by_.contains(kind); }
  /// How many there are.
  std::size_t size() const { return all_.size(); }
  /// All of them, to change.
  std::vector<Wait>& all() { return all_; }

 private:
  void recount();
  void count(const Wait& wait);

  std::vector<Wait> all_;
  Time next_;             // earliest due; means nothing when there is none
  KindSet settled_by_{};  // of all of them
};

}  // namespace s2::rules
