// A whole conversation with a stranger. The first byte chooses role, start and strictness; every further line is a
// frame of the peer, or, when it begins with '+', a wait of as many seconds as it is long.

#include "expect.hpp"

#include <s2/base/limits.hpp>
#include <s2/session.hpp>

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

class Watched {
 public:
  Watched(Session& session, Time now) : session_(session) { drain(now); }

  void receive(std::string_view frame, Time now) {
    answers_ = 0;
    const bool was_over = session_.ended();
    session_.receive(frame, now);
    drain(now);
    expect(answers_ <= 1, "one message was answered more than once");
    expect(!was_over || answers_ == 0, "a session that is over still answers");
  }

  void wake(Time now) {
    session_.wake(now);
    drain(now);
    const auto next = session_.next_deadline();
    expect(!next || *next > now, "a deadline that passed is still waited for");
  }

 private:
  void drain(Time now) {
    while (const auto frame = session_.next_frame()) check_own(*frame);
    while (const auto event = session_.next_event()) {
      expect(!over_, "an event after Ended");
      over_ = std::holds_alternative<Ended>(*event);
      if (const auto* received = std::get_if<Received>(&*event)) obey(received->message, now);
    }
    expect(over_ == session_.ended(), "ended() and the event Ended disagree");
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

  Session& session_;
  bool over_ = false;
  int answers_ = 0;
};

void talk(Session& session, std::string_view script, Time now) {
  Watched watched(session, now);
  while (!script.empty()) {
    const auto end = std::min(script.find('\n'), script.size());
    const auto line = script.substr(0, end);
    script.remove_prefix(std::min(end + 1, script.size()));
    if (line.starts_with('+')) {
      now = now + std::chrono::seconds(line.size());
      watched.wake(now);
    } else {
      watched.receive(line, now);
    }
  }
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
  if (data[0] & 1) {
    RmSession session(fuzz::options_of(data[0]), fuzz::details(), fuzz::numbered(), now);
    fuzz::talk(session, script, now);
  } else {
    CemSession session(fuzz::options_of(data[0]), fuzz::numbered(), now);
    fuzz::talk(session, script, now);
  }
  return 0;
}
