// An RM and a CEM in one program: a solar roof offers to be limited, and the energy manager limits it.
// Both are engines without I/O, so the "network" is the loop in main() that hands over what the other wrote.

#include <s2/session.hpp>

#include <iostream>

using namespace s2;

namespace {

constexpr auto power = CommodityQuantity::electric_power_3_phase_symmetric;

// Fresh ids are an argument; a program with a network passes transport::random_ids().
IdSource numbered(std::string name) {
  return [name, n = 0]() mutable { return Id(name + "-" + std::to_string(++n)); };
}

ResourceManagerDetails roof() {
  ResourceManagerDetails details;
  details.resource_id = Id("roof");
  details.roles = {{RoleType::energy_producer, Commodity::electricity}};
  details.available_control_types = {ControlType::power_envelope_based_control};
  details.provides_power_measurement_types = {power};
  return details;
}

// The offer of the RM: any limit between 5 kW of production (negative in S2) and none. What is cut off is lost.
pebc::PowerConstraints offer(Time now) {
  pebc::PowerConstraints constraints;
  constraints.id = Id("offer-1");
  constraints.valid_from = now;
  constraints.consequence_type = pebc::PowerEnvelopeConsequenceType::vanish;
  constraints.allowed_limit_ranges = {{power, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false},
                                      {power, pebc::PowerEnvelopeLimitType::lower_limit, {-5000, 0}, false}};
  return constraints;
}

// The wish of the CEM: for one hour no more than 2 kW.
pebc::Instruction at_most_2_kw(const pebc::PowerConstraints& offer, Time now) {
  pebc::Instruction instruction;
  instruction.id = Id("limit-1");
  instruction.execution_time = now;
  instruction.power_constraints_id = offer.id;
  instruction.power_envelopes = {{Id("envelope-1"), power, {{std::chrono::hours(1), 0, -2000}}}};
  return instruction;
}

void act(RmSession& rm, const Event& event, Time now) {
  if (std::get_if<ControlTypeChanged>(&event)) (void)rm.send(offer(now), now);
  if (const auto* received = std::get_if<Received>(&event)) {
    const auto* wish = std::get_if<pebc::Instruction>(&received->message);
    if (wish) (void)rm.report(wish->id, InstructionStatus::accepted, now);
  }
}

void act(CemSession& cem, const Event& event, Time now) {
  const auto* received = std::get_if<Received>(&event);
  if (!received) return;
  if (std::get_if<ResourceManagerDetails>(&received->message)) {
    (void)cem.select(ControlType::power_envelope_based_control, now);
  } else if (const auto* constraints = std::get_if<pebc::PowerConstraints>(&received->message)) {
    (void)cem.send(at_most_2_kw(*constraints, now), now);
  } else if (std::get_if<InstructionStatusUpdate>(&received->message)) {
    cem.end(SessionRequestType::terminate, "that was all", now);
  }
}

// Hands everything that one side has to say to the other; false when it had nothing.
bool pass_on(std::string_view direction, Session& from, Session& to, Time now) {
  bool any = false;
  for (; auto frame = from.next_frame(); any = true) {
    std::cout << direction << "  " << *frame << '\n';
    to.receive(*frame, now);
  }
  return any;
}

}  // namespace

int main() {
  const Time now = parse_time("2026-06-21T12:00:00Z")->time;  // time is an argument as well
  RmSession rm({}, roof(), numbered("rm"), now);
  CemSession cem({}, numbered("cem"), now);
  while (pass_on("rm > cem", rm, cem, now) || pass_on("cem > rm", cem, rm, now)) {
    while (auto event = rm.next_event()) act(rm, *event, now);
    while (auto event = cem.next_event()) act(cem, *event, now);
  }
  return rm.ended() ? 0 : 1;
}
