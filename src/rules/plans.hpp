#pragma once
// The plans of the checks that run, each made once.

#include "check_plan.hpp"

namespace s2::rules {

/// Rules of message scope: layer 4 of the catalogue, 0.7.
const CheckPlan& message_plan();
/// Rules of session scope about handshake, states and selection: what layer 3 holds beside the state table.
const CheckPlan& standing_plan();
/// All other rules of session scope: layer 5.
const CheckPlan& session_plan();

/// A rule as the list of entries has it, which Finder asks for. The id has to be one of the catalogue.
const Rule& entered(std::string_view id);

}  // namespace s2::rules
