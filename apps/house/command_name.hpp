#pragma once
// The program's name as one would type it here.

#include <string>

namespace s2::house {

/// `name` when a program of that name is found along PATH; otherwise this program's file, relative to where we are, so
/// that suggested commands can be copied.
std::string command_name(const std::string& name);

}  // namespace s2::house
