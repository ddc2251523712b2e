#pragma once
// Journal: what was said in a talk, for whoever waits for something and whoever looks back.

#include "live/heard.hpp"

#include <s2/base/id.hpp>
#include <s2/model/message.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>

namespace s2::app {

/// A frame of the talk.
struct JournalEntry {
  std::size_t number = 0;          ///< from 1
  bool ours = false;               ///< whether we sent it
  Time time;                       ///< when
  std::string text;                ///< its bytes
  std::string line;                ///< as it was printed
  std::optional<Kind> kind;        ///< its type
  Id message_id;                   ///< its message_id; of a ReceptionStatus the subject
  std::optional<Message> message;  ///< what it says, when it could be read
  bool taken = false;              ///< a wait was satisfied by it, or by a younger one of its type
};

/// The newest frames of a talk. Bounded: of more than `kept` frames or `kept_bytes` the oldest are forgotten.
class Journal {
 public:
  /// Frames kept.
  static constexpr std::size_t kept = 1000;
  /// Bytes of frames kept.
  static constexpr std::size_t kept_bytes = std::size_t{16} * 1024 * 1024;

  /// Whether a message is meant.
  using Meant = std::function<bool(const Message&)>;

  /// Notes a frame.
  void add(const Heard& heard, bool ours, std::string line);

  /// The oldest message of the peer of this type that is meant and that no wait was satisfied by; it and the older ones
  /// of its type are taken. nullptr when there is none.
  const JournalEntry* take(Kind kind, const Meant& meant);
  /// The newest message of the peer of this type; nullptr when there is none.
  const JournalEntry* newest(Kind kind) const;
  /// The peer's answer to a message of ours; empty when there was none.
  std::optional<ReceptionStatus> answer_to(const Id& message_id) const;
  /// How many messages of this type the peer has sent.
  std::size_t count(Kind kind) const { return counts_[static_cast<std::size_t>(kind)]; }

  /// A frame by its number, or the newest that is no ReceptionStatus; nullptr when there is none.
  const JournalEntry* find(std::optional<std::size_t> number) const;
  /// All that are kept, oldest first.
  const std::deque<JournalEntry>& entries() const { return entries_; }

 private:
  std::deque<JournalEntry> entries_;
  std::size_t bytes_ = 0;
  std::size_t last_number_ = 0;
  std::size_t counts_[kind_count] = {};
};

}  // namespace s2::app
