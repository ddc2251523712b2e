#pragma once
// Exchange: the messages of a conversation as a sequence diagram.

#include "replay/page/markup.hpp"

#include <string>

namespace s2::app {

/// The diagram: a row a message between the two sides, coloured by what was found; its JSON unfolds on a click.
std::string exchange(const Shown& shown);

}  // namespace s2::app
