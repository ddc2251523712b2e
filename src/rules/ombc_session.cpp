// OMBC: instructions against the descriptions of the device.

#include "references.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

constexpr Entry family[] = {
    {{"OMBC-001", error, session, invalid_content, "S2 JSON, OMBC.Instruction",
      "an instruction names an operation mode that is described for the present or for its execution_time"},
     {in_session<ombc::Instruction, unknown_mode>()}},
    {{"OMBC-002", error, session, invalid_content, "S2 JSON, OMBC.Instruction",
      "a device is instructed when its description is known"},
     {in_session<ombc::Instruction, nothing_described>()}},
};

}  // namespace

Family ombc_session() { return family; }

}  // namespace s2::rules
