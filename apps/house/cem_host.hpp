#pragma once
// CemHost: one energy manager serving many devices.

#include <house/link.hpp>

#include <s2/planner.hpp>
#include <s2/session.hpp>
#include <s2/transport.hpp>

#include <deque>
#include <map>
#include <memory>
#include <string>

namespace s2::house {

/// Makes the source of ids for something with this name.
using IdFactory = std::function<IdSource(const std::string& name)>;

/// Joins the energy manager with the sessions of all its devices. What one of them does wrong concerns that one alone.
/// Clock and watcher outlive it.
class CemHost {
 public:
  /// Longest time without a new plan.
  static constexpr Duration plan_interval{60'000};
  /// Shortest time between two plans, so that a chatty device does not keep us busy.
  static constexpr Duration plan_pause{1'000};
  /// Longest name of a device, in bytes; the rest of a longer path is cut off.
  static constexpr std::size_t name_bytes = 64;

  /// An energy manager of this home without devices.
  CemHost(planner::Home home, Clock& clock, IdFactory ids, SessionOptions session, Watcher& watcher);
  ~CemHost();

  /// A device connected; the path of its request is its name.
  void adopt(std::unique_ptr<transport::Connection> connection);
  /// A session of a paired device opened by S2 Connect, which has agreed on the version already.
  void adopt_paired(std::unique_ptr<transport::Connection> connection, const std::string& name);

  /// Ends all sessions in good order, decides nothing more, and calls back when the last device has gone.
  void end(SessionRequestType request, const std::string& why, std::function<void()> gone);

  /// The session with the device of this name; nullptr when there is none.
  const Session* session(const std::string& name) const;

  /// What the energy manager believes and intends.
  planner::Outlook outlook() const { return manager_.outlook(clock_.now()); }

 private:
  struct Guest;

  void take_in(std::unique_ptr<transport::Connection> connection, std::string name, const SessionOptions& session);
  std::string free_name(std::string_view path) const;
  void on_event(Guest& guest, const Event& event);
  void on_closed(planner::DeviceKey key);
  void replace_older(const Guest& newest);
  void forget(planner::DeviceKey key);
  void retire(Guest& guest, const Event& last);
  void plan_soon();
  void plan();
  void send_next_order();

  planner::EnergyManager manager_;
  Clock& clock_;
  IdFactory ids_;
  SessionOptions session_;
  Watcher& watcher_;
  planner::DeviceKey last_key_ = 0;
  std::map<planner::DeviceKey, std::unique_ptr<Guest>> guests_;
  std::deque<planner::Order> orders_;  // decided and not sent yet
  Time last_plan_ = first_time;
  std::function<void()> gone_;  // set when all is to end
  Alarm next_plan_;
  Alarm next_order_;
};

}  // namespace s2::house
