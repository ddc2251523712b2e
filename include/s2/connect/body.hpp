#pragma once
// Bodies: JSON text to the structs of messages.hpp and back, directed by their tables.
//
// Reading takes the liberties of S2 Connect and no others: unknown members are ignored (C-006), unknown values in lists
// of enumerations too (C-007), null for an optional member means absent (C-009). Names are compared case-sensitively
// (C-010), a member that occurs twice is refused (C-011), texts are bounded (C-304).

#include <s2/base/finding.hpp>
#include <s2/base/result.hpp>
#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace s2::connect {

/// Why a body is no message of the type expected; a server answers ParsingError (C-146). The rule of the finding is a
/// requirement: C-004 no JSON, C-005 no body, C-008 unknown value of an enumeration, C-011 a member twice, C-016 no
/// Base64, C-018 no UUID, C-022 too long, C-071 no alias, C-092 challenge of a wrong length, C-146 a member is missing
/// or of a wrong type, C-151 attempt id too short, C-168 no fingerprint, C-304 a text is too long.
struct BodyError {
  Finding finding;      ///< what is wrong and where
  bool is_json = true;  ///< whether the body is JSON at all (C-153)
};

/// Liberties with a body that is a list.
struct ListOptions {
  std::size_t longest_body = Limits::response_bytes;  ///< in bytes (C-022)
  bool skip_bad_items = false;  ///< items with anything wrong are left out (C-060), not only those with an unknown
                                ///< value of an enumeration (C-008)
  bool take_bare_item = false;  ///< an object stands for a list of one (A-24)
};

/// How the functions below reach the table of a type and the items of a list. Not for use elsewhere.
namespace body {

/// Reads an object.
Result<void, BodyError> read(std::string_view text, std::size_t longest, const Type& type, void* object);
/// Reads a list.
Result<void, BodyError> read_list(std::string_view text, const ListOptions& options, const Type& type,
                                  const ListAccess& access, void* items);
/// Writes an object.
std::string write(const Type& type, const void* object);
/// Writes a list.
std::string write_list(const Type& type, const ListAccess& access, const void* items);
/// Access to the items of a vector.
template <class T>
const ListAccess& access();

}  // namespace body

/// Reads the body of a request or an answer.
template <class T>
Result<T, BodyError> decode(std::string_view text, std::size_t longest = Limits::response_bytes) {
  T object{};
  auto outcome = body::read(text, longest, type_of<T>(), &object);
  if (!outcome) return Unexpected{std::move(outcome).error()};
  return object;
}

/// Reads a body that is a list: NodeDescription, WaitForPairingRequestItem, WaitForPairingResponseItem, EndpointRecord.
template <class T>
Result<std::vector<T>, BodyError> decode_list(std::string_view text, const ListOptions& options = {}) {
  std::vector<T> items;
  auto outcome = body::read_list(text, options, type_of<T>(), body::access<T>(), &items);
  if (!outcome) return Unexpected{std::move(outcome).error()};
  return items;
}

/// Writes a body: members in the order of the official file, absent ones left out, never null (C-009). Text that is no
/// UTF-8 is mended.
template <class T>
std::string encode(const T& object) {
  return body::write(type_of<T>(), &object);
}

/// Writes a body that is a list.
template <class T>
std::string encode_list(const std::vector<T>& items) {
  return body::write_list(type_of<T>(), body::access<T>(), &items);
}

/// The pairingAttemptId of an answer that is otherwise refused, so that the attempt can be called off (C-153); empty
/// when it cannot be read.
std::optional<PairingAttemptId> attempt_id_in(std::string_view text);

/// Reads the version index, a list of texts (C-032).
Result<std::vector<std::string>, BodyError> decode_versions(std::string_view text);

/// Writes the version index.
std::string encode_versions(std::span<const std::string_view> versions);

}  // namespace s2::connect
