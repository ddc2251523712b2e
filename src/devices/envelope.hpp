#pragma once
// Envelopes: power envelopes along the clock. Rule catalogue, D.5.

#include <s2/model/pebc.hpp>

#include <optional>

namespace s2::devices {

/// The envelope for a quantity in an instruction; nullptr when there is none.
const pebc::PowerEnvelope* find_envelope(const pebc::Instruction& instruction, CommodityQuantity quantity);

/// Which element of an envelope applies at a moment, and until when.
struct Place {
  const pebc::PowerEnvelopeElement* element;  ///< nullptr once the envelope has ended
  Time until;                                 ///< end of the element, or of the whole envelope when it has ended
};

/// Finds the place. Elements are anchored at the instruction's execution_time, also when it arrived late; a moment
/// before that counts as the begin.
Place place_in(const pebc::PowerEnvelope& envelope, Time execution_time, Time moment);

/// Whether a limit lies in one of the ranges that may be used for it.
bool is_allowed(const pebc::PowerConstraints& constraints, CommodityQuantity quantity,
                pebc::PowerEnvelopeLimitType limit_type, double limit, bool abnormal_condition);

}  // namespace s2::devices
