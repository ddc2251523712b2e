// REV: what can be revoked. Enforced by the codec.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"REV-008", error, message, invalid_message, "S2 JSON, RevokableObjects",
      "forecasts, leakage behaviours and fill-level targets cannot be revoked, only replaced"}},
};

}  // namespace

Family revocation() { return family; }

}  // namespace s2::rules
