#pragma once
// Talk: what a Dialogue stands for: a session, the answers it waits for, and who is told.

#include "acknowledgement.hpp"

#include <s2/session/dialogue.hpp>
#include <s2/session/surroundings.hpp>

#include <deque>
#include <memory>
#include <vector>

namespace s2 {

namespace session {

/// Who is told what happens in a talk. Called from inside Talk::next_frame() only.
class Audience {
 public:
  virtual ~Audience() = default;
  /// Something happened that is no answer and no note.
  virtual void hear(const Event& event, Dialogue::Talk& talk) = 0;
  /// Something is worth a line in the log.
  virtual void note(const Finding& finding) = 0;
  /// The talk is over without a word: let it go, and call nobody.
  virtual void let_go(Dialogue::Talk& talk) = 0;
  /// When act() has something to do.
  virtual std::optional<Time> next_deadline() const { return std::nullopt; }
  /// Does one thing that is due; false when there is none.
  virtual bool act(Time) { return false; }
};

}  // namespace session

struct Dialogue::Talk : std::enable_shared_from_this<Talk> {
  Talk(std::shared_ptr<Session> session, TimeSource clock, std::weak_ptr<session::Audience> told);

  std::shared_ptr<Session> engine;
  std::weak_ptr<session::Audience> audience;
  std::optional<Ended> ended;
  std::function<void()> output;

  /// The time, which never goes back.
  Time now();
  /// Sends a message; its answer is settled when it comes, or at once.
  void send(const session::Answer& answer, Message message);
  /// Puts something in the log, soon.
  void note(Finding finding);
  /// There is something to drain; whoever feeds us drains anyway.
  void said();
  /// The owner of the session is gone: it ends in good order, and nobody is told any more.
  void orphan();
  /// The carrier is gone: nothing goes out, and nobody is told.
  void drop();

  std::optional<std::string> next_frame();
  std::optional<Time> next_deadline() const;

 private:
  bool tell_one();
  void digest(const Event& event, session::Audience* listener);
  void take_answer(const Answered& answered);
  void mark_overdue(const Overdue& overdue);
  void lose_all();
  void lose_all_silently();

  TimeSource clock_;
  Time last_;
  std::vector<session::Answer> waiting_;  // oldest first; at most Limits::unanswered
  std::deque<Finding> notes_;             // at most Limits::queued_events
  bool telling_ = false;
  bool dropped_ = false;
};

}  // namespace s2
