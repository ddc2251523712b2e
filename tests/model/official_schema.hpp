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

/// What the official files of one profile say, in a folder with `messages` and `schemas`. A keyword that is not
/// understood becomes a line of its own, so that nothing official goes unnoticed.
Schema official_schema(const std::filesystem::path& folder);

/// What our tables say in a profile, for every message and everything reachable from one.
Schema our_schema(Profile profile);

}  // namespace s2::tests
