// HS: what a handshake message says by itself.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void rm_without_versions(const Handshake& m, Finder& find) {
  if (m.role == EnergyManagementRole::rm && m.supported_protocol_versions.empty())
    find.at("supported_protocol_versions");
}

constexpr Entry family[] = {
    {{"HS-002", error, message, invalid_content, "S2 JSON, Handshake", "an RM lists the versions it can speak"},
     {each<Handshake, rm_without_versions>()}},
};

}  // namespace

Family handshake() { return family; }

}  // namespace s2::rules
