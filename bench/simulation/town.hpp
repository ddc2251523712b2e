#pragma once
// Town: many Resource Managers and one energy manager on virtual time, in one thread.

#include <s2/base/ring.hpp>
#include <s2/devices.hpp>
#include <s2/session_set.hpp>

#include <memory>
#include <string>
#include <vector>

namespace s2::bench {

/// Appliances with their Resource Managers in one SessionSet, and the sessions the energy manager has with them in
/// another. A third are batteries, a third solar roofs, a third households that nobody steers. All of them measure once
/// a minute; the energy manager plans the next hour of what can be steered in quarters, once an hour.
class Town {
 public:
  /// So many appliances, connected at the start of the embedded day.
  explicit Town(std::size_t appliances);

  /// Lets time pass.
  void run(Duration span);

  /// What the sessions of the Resource Managers have counted.
  SessionCounters rm_counters() const { return rms_.counters(); }
  /// What those of the energy manager have counted.
  SessionCounters cem_counters() const { return cems_.counters(); }
  /// How many appliances are under control, or known not to be controllable.
  std::size_t settled() const;

 private:
  struct Home {
    std::unique_ptr<devices::Device> device;
    SessionSet::Key rm;
    SessionSet::Key cem;
  };
  struct Delivery {
    Time arrives;
    std::size_t home = 0;
    bool to_cem = false;
    std::string frame;
  };

  void settle_until(Time until);
  void deliver();
  void step(std::size_t home);
  void follow_rm(std::size_t home);
  void follow_cem(std::size_t home);
  void send_frames(Session& from, std::size_t home, bool to_cem);
  void take_control(std::size_t home, Session& cem);
  void plan(std::size_t home);

  Time now_;
  std::size_t made_ids_ = 0;
  std::uint64_t wish_ = 1;  // decides what the energy manager wants
  SessionSet rms_;
  SessionSet cems_;
  std::vector<Home> homes_;
  std::vector<std::size_t> home_of_rm_;   // by key
  std::vector<std::size_t> home_of_cem_;  // by key
  Ring<Delivery> wire_;                   // all take equally long, so they arrive in the order in which they were sent
  std::size_t stepped_ = 0;
};

}  // namespace s2::bench
