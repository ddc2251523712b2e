// A whole conversation with a stranger, at any times. The first byte chooses role, start, strictness and whether the
// session lives in a set; every further line is a frame of the peer, or begins with a sign:
//   +     a wait of as many seconds as the line is long       &   the clock goes on to the next deadline
//   ~     busy, or no longer                                  !   the application fails
//   ^     the application ends the session                    =   an RM agrees with itself on a safe behaviour
//   >     the application sends the message that follows      -   the connection is lost

#include "expect.hpp"

#include <s2/base/limits.hpp>
#include <s2/session.hpp>
#include <s2/session_set.hpp>

#include <memory>

namespace s2::fuzz {
namespace {

SessionOptions options_of(unsigned char choice) {
  SessionOptions options;
  options.start = (choice & 2) ? Start::connected : Start::bare;
  options.profile = (choice & 4) ? Profile::v0_0_2_beta : Profile::v1_0_0;
  options.strictness = (choice & 8) ? Strictness::lenient : Strictness::normal;
  return options;
}

IdSource numbered() {
  return [n = 0]() mutable { return Id("own-" + std::to_string(++n)); };
}

ResourceManagerDetails details() {
  ResourceManagerDetails details;
  details.resource_id = Id("resource");
  details.roles = {{RoleType::energy_storage, Commodity::electricity}};
  details.available_control_types = {ControlType::power_envelope_based_control, ControlType::fill_rate_based_control,
                                     ControlType::operation_mode_based_control,
                                     ControlType::power_profile_based_control,
                                     ControlType::demand_driven_based_control};
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  return details;
}

// A session in a set of its own, or not.
class Watched {
 public:
  Watched(std::unique_ptr<Session> session, bool in_set, Time now) : session_(*session) {
    if (in_set) {
      key_ = set_.add(std::move(session));
    } else {
      alone_ = std::move(session);
    }
    drain(now);
  }

  Session& session() { return session_; }

  void receive(std::string_view frame, Time now) {
    answers_ = 0;
    const bool was_over = session_.ended();
    key_ ? set_.receive(key_, frame, now) : session_.receive(frame, now);
    drain(now);
    expect(answers_ <= 1, "one message was answered more than once");
    expect(!was_over || answers_ == 0, "a session that is over still answers");
  }

  void wake(Time now) {
    if (key_) {
      set_.wake(now, [](SessionSet::Key, Session&) {});
    } else {
      session_.wake(now);
    }
    drain(now);
    // What is noticed at once is due at once.
    for (int more = 0; due(now); ++more) {
      expect(more < 3, "a deadline that passed is still waited for");
      session_.wake(now);
      drain(now);
    }
  }

  // What the application does.
  void act(char sign, std::string_view rest, Time now) {
    answers_ = 0;
    const bool is_rm = session_.role() == EnergyManagementRole::rm;
    if (sign == '~') session_.set_busy(busy_ = !busy_);
    if (sign == '!') session_.fail(std::string(rest), now);
    if (sign == '-') session_.disconnected(now);
    if (sign == '^') {
      session_.end(rest.empty() ? SessionRequestType::reconnect : SessionRequestType::terminate, std::string(rest),
                   now);
    }
    if (sign == '=' && is_rm) (void)static_cast<RmSession&>(session_).fail_safe(plan(rest), now);
    if (sign == '>') {
      auto message = decode(rest, session_.profile().value_or(Profile::v1_0_0));
      if (message) (void)session_.send(std::move(message->message), now);
    }
    drain(now);
    expect(answers_ == 0, "an answer to nothing");
    if (key_) set_.touched(key_);
  }

 private:
  bool due(Time now) const {
    const auto next = session_.next_deadline();
    return next && *next <= now;
  }

  // After a minute an instruction that may or may not fit, or nothing.
  static FailSafe plan(std::string_view rest) {
    FailSafe safe{.after = std::chrono::minutes(1), .behaviour = {}};
    if (auto read = decode(rest, Profile::v1_0_0)) safe.behaviour.push_back(std::move(read->message));
    return safe;
  }

  void drain(Time now) {
    while (const auto frame = session_.next_frame()) check_own(*frame);
    while (const auto event = session_.next_event()) {
      expect(!over_, "an event after Ended");
      over_ = std::holds_alternative<Ended>(*event);
      if (const auto* received = std::get_if<Received>(&*event)) obey(received->message, now);
    }
    if (key_) set_.touched(key_);
    expect(over_ == session_.ended(), "ended() and the event Ended disagree");
    expect(!over_ || !session_.next_deadline(), "a session that is over waits for something");
    expect(session_.unanswered() <= Limits::unanswered, "too many messages wait for an answer");
  }

  // What we send has to be readable, whatever the peer made us quote.
  void check_own(std::string_view frame) {
    const auto read = decode(frame, session_.profile().value_or(Profile::v1_0_0));
    expect(read.has_value(), "we sent a frame that we would refuse");
    answers_ += std::holds_alternative<ReceptionStatus>(read->message) ? 1 : 0;
  }

  // The application does the obvious: an RM reports on instructions, a CEM selects what is offered.
  void obey(const Message& message, Time now) {
    if (session_.role() == EnergyManagementRole::rm) {
      auto& rm = static_cast<RmSession&>(session_);
      if (const auto* id = instruction_id_of(message)) (void)rm.report(*id, InstructionStatus::accepted, now);
    } else {
      auto& cem = static_cast<CemSession&>(session_);
      if (const auto* rm_details = std::get_if<ResourceManagerDetails>(&message)) {
        (void)cem.select(rm_details->available_control_types.front(), now);
      }
    }
    while (const auto frame = session_.next_frame()) check_own(*frame);
  }

  SessionSet set_;
  SessionSet::Key key_ = 0;
  std::unique_ptr<Session> alone_;
  Session& session_;
  bool over_ = false;
  bool busy_ = false;
  int answers_ = 0;
};

constexpr std::string_view signs = "~!^=>-";

void talk(std::unique_ptr<Session> made, bool in_set, std::string_view script, Time now) {
  Watched watched(std::move(made), in_set, now);
  Session& session = watched.session();
  each_line(script, [&](std::string_view line) {
    if (line.starts_with('+')) {
      now = now + std::chrono::seconds(line.size());
      watched.wake(now);
    } else if (line.starts_with('&')) {
      if (const auto next = session.next_deadline()) now = std::max(now, *next);
      watched.wake(now);
    } else if (!line.empty() && signs.find(line.front()) != signs.npos) {
      watched.act(line.front(), line.substr(1), now);
    } else {
      watched.receive(line, now);
    }
  });
  session.disconnected(now);
  expect(session.ended(), "a session survives its connection");
}

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace s2;
  if (size == 0) return 0;
  const auto script = fuzz::text_of(data, size).substr(1);
  const Time now{1'750'000'000, 0};
  const bool in_set = (data[0] & 16) != 0;
  std::unique_ptr<Session> session;
  if (data[0] & 1) {
    session = std::make_unique<RmSession>(fuzz::options_of(data[0]), fuzz::details(), fuzz::numbered(), now);
  } else {
    session = std::make_unique<CemSession>(fuzz::options_of(data[0]), fuzz::numbered(), now);
  }
  fuzz::talk(std::move(session), in_set, script, now);
  return 0;
}
