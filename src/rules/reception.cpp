// REC: what a ReceptionStatus says by itself.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"REC-006", error, message, none, "S2 reference, ReceptionStatus",
      "a ReceptionStatus is well formed; it can never be answered"}},
};

}  // namespace

Family reception() { return family; }

}  // namespace s2::rules
