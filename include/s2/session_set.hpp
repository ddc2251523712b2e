#pragma once
// SessionSet: many sessions under one timer.

#include <s2/session.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace s2 {

/// Sessions by the ten thousand for one thread, which shares one workbench among them and asks for one deadline. What
/// is done to a session through the set keeps its deadline up to date; whoever takes a session out with at() and calls
/// it says so with touched(). Every step takes a time that grows with the logarithm of their number at most.
class SessionSet {
 public:
  /// Names a session for as long as it is in the set. A name is not given again.
  using Key = std::uint64_t;

  SessionSet();
  ~SessionSet();
  SessionSet(const SessionSet&) = delete;
  SessionSet& operator=(const SessionSet&) = delete;

  /// What sessions of this set are to be made with, so that they share its buffers: SessionOptions::workbench.
  std::shared_ptr<Workbench> workbench() const;

  /// Takes a session in.
  Key add(std::unique_ptr<Session> session);
  /// Takes a session out; null when there is none of this name.
  std::unique_ptr<Session> remove(Key key);
  /// The session of this name; nullptr when there is none.
  Session* at(Key key) const;
  /// How many there are.
  std::size_t size() const;

  /// A frame for a session arrived. Nothing happens when it is gone.
  void receive(Key key, std::string_view frame, Time now);
  /// A session was called directly: its deadline may have changed.
  void touched(Key key);

  /// When wake() wants to be called at the latest; empty when nothing is waited for.
  std::optional<Time> next_deadline() const;
  /// Wakes every session whose deadline has come, in the order of the deadlines, and calls back with each, so that what
  /// it has to say can be taken. The callback may add and remove sessions.
  void wake(Time now, const std::function<void(Key, Session&)>& woken);

  /// The counters of all sessions together, those that were taken out included.
  SessionCounters counters() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace s2
