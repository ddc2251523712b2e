#pragma once
// Our sessions as something that is measured.

#include "subject.hpp"

namespace s2::bench {

/// A CEM under fill rate based control reads, judges, registers and answers a status, with another message_id each
/// time.
Operation receive_status(const std::string& frame);

/// Two new sessions shake hands, and the details of the RM are acknowledged.
Operation open_sessions();

}  // namespace s2::bench
