// The side of the energy manager.

#include "parts.hpp"

namespace s2 {

CemSession::CemSession(SessionOptions options, IdSource ids, Time now)
    : Session(std::make_unique<Parts>(EnergyManagementRole::cem, std::move(options), std::move(ids))) {
  parts_->open(now);
}

Result<Id> CemSession::select(ControlType control_type, Time now) {
  return send(SelectControlType{.message_id = {}, .control_type = control_type}, now);
}

const ResourceManagerDetails* CemSession::details() const {
  const auto& details = parts_->registry.details;
  return details ? &*details : nullptr;
}

}  // namespace s2
