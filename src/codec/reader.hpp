#pragma once
// Reader: walks a JSON object and the table of its type side by side, over simdjson On-Demand, in one pass.

#include "scalar_reader.hpp"

#include <simdjson.h>

namespace s2::codec {

/// Reads the members of a message into its struct. Findings go to the report of the context; false when the text turned
/// out to be no JSON on the way, which scan_frame() explains better.
bool read_message(simdjson::ondemand::object json, const Type& type, void* object, ReadContext& context);

}  // namespace s2::codec
