#pragma once
// The official schemas and our tables, each told in the same words, so that they can be compared line by line.

#include <s2/model/message.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace s2::tests {

/// What is said about one type: first its own line, then one line per member, in order.
using Lines = std::vector<std::string>;

/// Every type of a profile by name.
using Schema = std::map<std::string, Lines>;

/// What the schema files of one profile say, official ones or others laid out like them, in a folder with `messages`
/// and `schemas`. A keyword that is not understood becomes part of a line, so that nothing goes unnoticed.
Schema official_schema(const std::filesystem::path& folder);

/// What our tables say in a profile, for every message and everything reachable from one.
Schema our_schema(Profile profile);

}  // namespace s2::tests
