// A solar roof that may be limited (Power Envelope Based Control).
//
//   pebc_roof [URL of the energy manager]

#include <s2/resource_manager.hpp>
#include <s2/runner.hpp>

#include <iostream>

using namespace s2;

namespace {

constexpr auto power = CommodityQuantity::electric_power_3_phase_symmetric;

ResourceManagerDetails details() {
  ResourceManagerDetails details;
  details.resource_id = Id("roof");
  details.roles = {{RoleType::energy_producer, Commodity::electricity}};
  details.available_control_types = {ControlType::power_envelope_based_control};
  details.provides_power_measurement_types = {power};
  return details;
}

// Any limit between 5 kW of production (negative in S2) and none. What is cut off is lost.
pebc::PowerConstraints offer() {
  pebc::PowerConstraints offer;
  offer.id = Id("any-limit");
  offer.consequence_type = pebc::PowerEnvelopeConsequenceType::vanish;
  offer.allowed_limit_ranges = {{power, pebc::PowerEnvelopeLimitType::upper_limit, {0, 0}, false},
                                {power, pebc::PowerEnvelopeLimitType::lower_limit, {-5000, 0}, false}};
  return offer;
}

void limit_inverter(const EnvelopePiece& limits) {
  std::cout << "roof: between " << limits.lower << " and " << limits.upper << " W\n" << std::flush;
}

}  // namespace

int main(int argc, char** argv) {
  Runner runner;
  ResourceManager roof(details(), runner.surroundings());
  roof.describe(offer());
  roof.on<pebc::Instruction>([](const pebc::Instruction&, Order order) {
    order.accept();
    order.at_begin([order] {
      limit_inverter(order.envelope()->pieces.front());
      order.started();
    });
  });
  roof.on_control_type([](ControlType) { limit_inverter({power, {}, {}, -5000, 0}); });
  runner.connect(roof, argc > 1 ? argv[1] : "ws://127.0.0.1:8765/roof");
  return runner.run();
}
