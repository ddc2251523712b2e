#pragma once
// ScalarReader: from the token of one JSON scalar to a value of the model.

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
  const char* end = nullptr;                   ///< end of the text that is read
  Report report;                               ///< what was found
  std::string scratch;                         ///< room for an unescaped string
};

/// The JSON value a shape is written as, for people: "a string", "true or false" …
std::string_view wanted(Shape shape);

/// The kind of JSON value a token is, for people: "an object", "a string" …
std::string_view kind_of_token(std::string_view token);

/// The text a string token spells; lives in the frame or in `scratch`. False when the token is no valid string.
bool text_of(std::string_view token, std::string& scratch, std::string_view& text);

/// Reads a scalar of the given type into `slot`. What is wrong with it goes to the report of the context.
void read_scalar(const Type& type, std::string_view token, void* slot, const Path& path, ReadContext& context);

/// Reports that a value has the wrong JSON type (GEN-008).
void report_wrong_kind(std::string_view wanted, std::string_view token, const Path& path, ReadContext& context);

}  // namespace s2::codec
