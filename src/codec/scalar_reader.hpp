#pragma once
// ScalarReader: from one JSON scalar to a value of the model.

#include "cursor.hpp"
#include "report.hpp"

#include <s2/codec.hpp>
#include <s2/model/type.hpp>

#include <string>
#include <string_view>

namespace s2::codec {

/// What every reader of a frame shares.
struct ReadContext {
  Profile profile = Profile::v1_0_0;           ///< whose schema counts
  Strictness strictness = Strictness::normal;  ///< how much liberty is tolerated
  Report report;                               ///< what was found
  std::string scratch;                         ///< room for an unescaped string
};

/// Moves over a string and returns the text it spells, which lives in the frame or in `scratch`. False when the frame
/// is no JSON here.
bool read_string(Cursor& cursor, std::string& scratch, std::string_view& text);

/// Moves over the value the cursor stands at and reads it into `slot` as the given scalar type. What is wrong with the
/// value goes to the report of the context; false when the frame is no JSON here.
bool read_scalar(const Type& type, Cursor& cursor, void* slot, const Path& path, ReadContext& context);

/// The kind of JSON value that begins with a character, for people: "an object" …
std::string_view kind_of_value(char first);

/// Moves over a value that has the wrong JSON type and reports it (GEN-008). `wanted` is for people: "an array" …
bool refuse_kind(std::string_view wanted, Cursor& cursor, const Path& path, ReadContext& context);

}  // namespace s2::codec
