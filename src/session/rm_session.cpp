// The side of the device.

#include "parts.hpp"

namespace s2 {

RmSession::RmSession(SessionOptions options, ResourceManagerDetails details, IdSource ids, Time now)
    : Session(std::make_unique<Parts>()) {
  parts_->role = EnergyManagementRole::rm;
  parts_->options = std::move(options);
  parts_->ids = std::move(ids);
  parts_->details = std::move(details);
  parts_->open(now);
}

Result<Id> RmSession::report(const Id& instruction_id, InstructionStatus status, Time now) {
  return send(
      InstructionStatusUpdate{
          .message_id = {}, .instruction_id = instruction_id, .status_type = status, .timestamp = now},
      now);
}

}  // namespace s2
