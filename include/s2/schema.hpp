#pragma once
// JSON Schema (draft 2020-12) of the messages, told by the tables that the codec reads and writes with.
//
// Beyond the official files these state "type": "object" (GEN-008), and in the descriptions the unit and range of each
// number and the meaning of each enumeration value. They refuse the same texts as the official files otherwise: ranges
// that the standard gives in words only are described, not demanded.

#include <s2/base/result.hpp>
#include <s2/model/type.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace s2 {

/// The dialect that the schemas are written in; the value of their "$schema".
inline constexpr std::string_view json_schema_dialect = "https://json-schema.org/draft/2020-12/schema";

/// One file of the schemas, laid out like the official ones.
struct SchemaFile {
  std::string path;  ///< below the folder, e.g. "messages/FRBC.StorageStatus.schema.json" or "schemas/ID.schema.json"
  std::string text;  ///< the schema; refers to others by relative path, e.g. "../schemas/ID.schema.json"
};

/// The schema of one type in a profile, with everything it refers to in its "$defs". `type` is a message, a component,
/// an enumeration, type_of<Id>() or type_of<Duration>(). Fails with GEN-006 when the profile has no such type.
Result<std::string> json_schema(const Type& type, Profile profile);

/// One schema that holds for every message of a profile and for nothing else, with everything it refers to in its
/// "$defs". Messages are told apart by message_type.
std::string json_schema(Profile profile);

/// A file for each message, component and enumeration of a profile, and for ID and Duration. They refer to each other
/// by relative path and state no "$id", so that they hold wherever they are put.
std::vector<SchemaFile> json_schema_files(Profile profile);

}  // namespace s2
