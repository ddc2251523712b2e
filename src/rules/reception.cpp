// REC: what a ReceptionStatus says. None of it can be answered. REC-006 is reported by whoever reads frames.

#include "rule.hpp"

namespace s2::rules {
namespace {

using enum Severity;
using enum Scope;
using enum Effect;

void names_nothing(const ReceptionStatus& m, Finder& find) {
  if (m.status != ReceptionStatusValues::invalid_data && m.subject_message_id == nil_id()) {
    find.at("subject_message_id", shown(m.subject_message_id));
  }
}

void gives_no_reason(const ReceptionStatus& m, Finder& find) {
  const bool silent = !m.diagnostic_label || m.diagnostic_label->empty();
  if (m.status != ReceptionStatusValues::ok && silent) find.at("diagnostic_label");
}

constexpr Entry family[] = {
    {{"REC-005", warning, message, none, "observed: the nil UUID stands for an id that could not be read",
      "a ReceptionStatus names the message it answers; the nil UUID goes with INVALID_DATA only"},
     {each<ReceptionStatus, names_nothing>()}},
    {{"REC-006", error, message, none, "S2 reference, ReceptionStatus",
      "a ReceptionStatus is well formed; it can never be answered"}},
    {{"REC-013", warning, message, none, "S2 JSON, ReceptionStatus, diagnostic_label",
      "a refusal says why, for those who have to find the fault"},
     {each<ReceptionStatus, gives_no_reason>()}},
};

}  // namespace

Family reception() { return family; }

}  // namespace s2::rules
