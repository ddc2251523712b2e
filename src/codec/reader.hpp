#pragma once
// Reader: walks a JSON object and the table of its type side by side, in one pass over the text.

#include "padded_text.hpp"
#include "plan.hpp"
#include "scalar_reader.hpp"

namespace s2::codec {

/// The message type that a text names in its first member, as almost all do.
struct Opening {
  const MessageType* type = nullptr;  ///< the type; nullptr when the text begins in another way
  const char* after = nullptr;        ///< the place behind the member, where ',' or '}' is expected
};

/// Looks at the first member of a text.
Opening opening_of(const PaddedText& text);

/// Reads a text, a JSON object and nothing else, into the struct of a message. `after` is the place behind its first
/// member when that was message_type and has been read, nullptr otherwise. Findings go to the report of the context;
/// false when the text turned out to be no JSON on the way, which scan_frame() explains better.
bool read_message(const PaddedText& text, const char* after, const Plan& plan, void* object, ReadContext& context);

}  // namespace s2::codec
