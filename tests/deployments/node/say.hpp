#pragma once
// say: what a node tells the script that drives it.

#include <iostream>
#include <string_view>

namespace s2::deployments {

/// Prints a line at once: a word the script waits for, then `name=value` parts or a sentence.
template <class... Parts>
void say(const Parts&... parts) {
  (std::cout << ... << parts) << std::endl;
}

}  // namespace s2::deployments
