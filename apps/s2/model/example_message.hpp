#pragma once
// ExampleMessage: a short legal message of any kind, made from the tables.

#include <s2/model/message.hpp>

namespace s2::app {

/// A message of this kind with its required members and the shortest legal lists. The same kind and profile always
/// give the same message. Values are plausible by type only; no rule of message scope refuses them.
Message example_message(Kind kind, Profile profile);

}  // namespace s2::app
