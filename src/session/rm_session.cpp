// The side of the device.

#include "parts.hpp"

namespace s2 {

RmSession::RmSession(SessionOptions options, ResourceManagerDetails details, IdSource ids, Time now)
    : Session(std::make_unique<Parts>(EnergyManagementRole::rm, std::move(options), std::move(ids))) {
  parts_->own_details = std::move(details);
  parts_->open(now);
}

Result<Id> RmSession::report(const Id& instruction_id, InstructionStatus status, Time now) {
  return send(
      InstructionStatusUpdate{
          .message_id = {}, .instruction_id = instruction_id, .status_type = status, .timestamp = now},
      now);
}

Result<void> RmSession::fail_safe(std::optional<FailSafe> plan, Time now) {
  Parts& p = *parts_;
  p.registry.advance(now);
  if (plan) {
    for (const Message& message : plan->behaviour) {
      if (!instruction_id_of(message)) {
        return Unexpected{p.found("S2CPP-FAIL-SAFE", "", message_type_of(kind_of(message)).name(),
                                  "a safe behaviour is made of instructions")};
      }
      for (const Finding& finding : p.bench().judge(Strictness::normal).judge(message, p.registry, p.peer(), now)) {
        if (finding.severity == Severity::error) return Unexpected{finding};
      }
    }
  }
  p.fail_safe = plan ? std::make_unique<FailSafe>(std::move(*plan)) : nullptr;
  p.fell_back = false;
  p.heard = now;
  return {};
}

bool RmSession::fell_back() const { return parts_->fell_back; }

}  // namespace s2
