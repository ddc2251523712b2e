#include "conversation_engine.hpp"

#include "conversation_texts.hpp"
#include "named_ids.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace s2::tests {
namespace {

// What follows the word rm or cem is for that side only.
SessionOptions options_of(const Conversation& conversation, const std::string& side) {
  SessionOptions options;
  std::vector<std::string> versions;
  std::istringstream words(conversation.with);
  std::string whose = side;
  for (std::string option; words >> option;) {
    if (option == "rm" || option == "cem") whose = option;
    if (whose != side) continue;
    if (option == "lenient") options.strictness = Strictness::lenient;
    if (option == "strict") options.strictness = Strictness::strict;
    if (option == "at_reception") options.refusal = InstructionRefusal::at_reception;
    if (const auto profile = profile_of(option)) options.profile = *profile;
    if (option.find('.') != option.npos) versions.push_back(option);
  }
  if (!versions.empty()) options.versions = versions;
  if (conversation.start != "bare") options.start = Start::connected;
  return options;
}

}  // namespace

ResourceManagerDetails conversation_resource(std::string_view start) {
  ResourceManagerDetails details;
  details.resource_id = Id(with_uuids("resource-1"));
  details.roles = {Role{RoleType::energy_storage, Commodity::electricity}};
  details.instruction_processing_delay = Duration(500);
  details.available_control_types = {ControlType::fill_rate_based_control, ControlType::power_envelope_based_control,
                                     ControlType::not_controllable};
  const auto chosen = from_name<ControlType>(start);
  if (chosen && *chosen != ControlType::no_selection &&
      std::find(details.available_control_types.begin(), details.available_control_types.end(), *chosen) ==
          details.available_control_types.end()) {
    details.available_control_types.push_back(*chosen);
  }
  details.provides_power_measurement_types = {CommodityQuantity::electric_power_l1};
  return details;
}

frbc::SystemDescription conversation_description() {
  const auto mode = [](const char* id, double watts) {
    return frbc::OperationMode{.id = Id(with_uuids(id)),
                               .diagnostic_label = {},
                               .elements = {{.fill_level_range = {0, 100},
                                             .fill_rate = {0, watts / 100'000},
                                             .power_ranges = {{0, watts, CommodityQuantity::electric_power_l1}},
                                             .running_costs = {}}},
                               .abnormal_condition_only = false};
  };
  frbc::SystemDescription description;
  description.message_id = Id(with_uuids("d-1"));
  description.valid_from = conversation_start;
  description.storage.fill_level_range = {0, 100};
  frbc::ActuatorDescription actuator;
  actuator.id = Id(with_uuids("a1"));
  actuator.supported_commodities = {Commodity::electricity};
  actuator.operation_modes = {mode("o1", 1000), mode("o2", 2000)};
  description.actuators = {actuator};
  return description;
}

Engine::Engine(const Conversation& conversation, std::string side, std::string prefix)
    : conversation_(conversation),
      side_(std::move(side)),
      prefix_(std::move(prefix)),
      options_(options_of(conversation, side_)) {}

void Engine::begin(Time now) {
  const auto ids = [this] { return Id(with_uuids(prefix_ + '-' + std::to_string(++made_))); };
  if (side_ == "rm") {
    session_ = std::make_unique<RmSession>(options_, conversation_resource(conversation_.start), ids, now);
  } else {
    session_ = std::make_unique<CemSession>(options_, ids, now);
  }
}

std::optional<std::string> Engine::command(std::string_view what, Time now) {
  const auto outcome = obey(what, now);
  return outcome ? std::nullopt : std::optional(outcome.error().rule);
}

Result<Id> Engine::obey(std::string_view what, Time now) {
  const std::string verb = word(what);
  if (verb == "select") {
    return static_cast<CemSession&>(*session_).select(from_name<ControlType>(what).value(), now);
  }
  if (verb == "report") {
    const Id id{word(what)};
    return rm().report(id, from_name<InstructionStatus>(what).value(), now);
  }
  if (verb == "send") return session_->send(message_of(what), now);
  if (verb == "fail_safe") return fail_safe(what, now);
  if (verb == "end") {
    const auto request = from_name<SessionRequestType>(word(what)).value();
    session_->end(request, std::string(what), now);
  } else if (verb == "disconnected") {
    session_->disconnected(now);
  } else if (verb == "busy" || verb == "ready") {
    session_->set_busy(verb == "busy");
  } else if (verb == "fail") {
    session_->fail(std::string(what), now);
  } else if (verb != "wait") {
    throw std::invalid_argument("unknown command: " + verb);
  }
  return Id();
}

// After so many seconds of silence, an instruction of our own; or nothing any more.
Result<Id> Engine::fail_safe(std::string_view what, Time now) {
  std::optional<FailSafe> plan;
  if (what != "off") {
    plan.emplace();
    plan->after = Duration(std::stoll(word(what)) * 1000);
    plan->heartbeat = word(what) == "message" ? FailSafe::Heartbeat::message : FailSafe::Heartbeat::any_frame;
    plan->behaviour = {message_of(what)};
    set_message_id(plan->behaviour.front(), Id(with_uuids("none")));
  }
  const auto agreed = rm().fail_safe(std::move(plan), now);
  return agreed ? Result<Id>(Id()) : Result<Id>(Unexpected{agreed.error()});
}

// A message to send; it gets a fresh id unless the text gives it one.
Message Engine::message_of(std::string_view what) {
  const bool named = what.find("\"message_id\"") != what.npos || what.starts_with("ReceptionStatus");
  std::string text(what);
  if (!named) text.insert(text.find('{') + 1, with_uuids(R"("message_id":"none",)"));
  auto decoded = decode(frame_of(text), session_->profile().value_or(Profile::v1_0_0));
  if (!decoded) throw std::invalid_argument(decoded.error().findings[0].text + ": " + text);
  if (!named) set_message_id(decoded->message, Id());
  return std::move(decoded->message);
}

}  // namespace s2::tests
