#pragma once
// Injected: what was put in by hand, so that the answers to it go no further.

#include <s2/base/id.hpp>

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>

namespace s2::app {

/// Knows which answers of one end belong to messages that were put in, and not to those of the other end. When both
/// have used the same message_id, answers belong to them in the order of the messages. Bounded: of more than `kept`
/// messages the oldest are forgotten.
class Injected {
 public:
  /// Messages that are remembered.
  static constexpr std::size_t kept = 256;

  /// A frame was put in; `waiting` tells whether a message of the other end with its id waits for an answer already.
  void put_in(std::string_view frame, bool waiting);
  /// The other end sent a frame itself.
  void passed(std::string_view frame);
  /// Whether a frame answers what was put in, so that the other end must not be given it. Asked once for each frame.
  bool answered_by(std::string_view frame);

 private:
  struct Expected {
    Id message_id;
    bool ours;
    bool answered = false;
  };

  void expect(const Id& id, bool ours);
  bool knows(const Id& id) const;

  std::deque<Expected> expected_;
};

/// The message_id of a frame that wants an answer: the nil id when it cannot be read (the answer then names that one),
/// none for a ReceptionStatus.
std::optional<Id> id_to_answer(std::string_view frame);

}  // namespace s2::app
