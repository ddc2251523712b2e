#pragma once
// A side of a home as a process of its own, for tests that kill it: an energy manager that serves, or a device that
// pairs, has sessions and pairs anew for ever.

#include "../store/folder.hpp"

#include <atomic>
#include <functional>
#include <string>

#include <sys/types.h>

namespace s2::host {

/// What a side and the test tell each other, in memory that both see; it outlives the process.
struct SideState {
  std::atomic<int> steps_left{0};        ///< steps until it is killed; 0 for never
  std::atomic<int> steps{0};             ///< taken so far: events of its loop, changes of its store before and after
  std::atomic<int> port{0};              ///< that it serves on
  std::atomic<int> sessions{0};          ///< that have opened
  std::atomic<int> pairings{0};          ///< that came about, at the device
  std::atomic<int> lost{0};              ///< pairings that were there once and are not accepted any more
  std::atomic<int> doubled{0};           ///< times that the store held more than one pairing when it began
  std::atomic<bool> is_pairing{false};   ///< the device has begun to pair and does not know how that ends
  std::atomic<bool> has_to_wait{false};  ///< the server turns the device away until an attempt of before has expired
};

/// One side. Killed at the latest when it goes.
class Side {
 public:
  /// Which.
  enum class Kind { cem, rm };

  /// Not begun yet. A device needs the state of the energy manager for its port.
  Side(Kind kind, std::string store_path, const SideState& server);
  Side(Kind kind, std::string store_path);
  Side(const Side&) = delete;
  Side& operator=(const Side&) = delete;
  ~Side();

  /// Begins its process, which goes on where its store stands.
  void begin();
  /// Waits for its end; whether it was killed, within an absurdly long time.
  bool is_killed();
  /// Kills it.
  void kill();

  SideState& state() const { return *state_; }
  /// How many sessions there were when it began, or when it was counted last.
  int sessions_before() const { return sessions_before_; }
  void count_sessions_from_here() { sessions_before_ = state_->sessions; }

 private:
  Kind kind_;
  std::string store_path_;
  SideState* state_;
  const SideState* server_;
  int sessions_before_ = 0;
  pid_t child_ = -1;
};

/// Waits until something is so; false when that takes absurdly long.
bool comes_true(const std::function<bool()>& so);

}  // namespace s2::host
