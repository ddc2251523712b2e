#pragma once
// Hint: what to do about a finding, built from the tables of the model.

#include "judgement/judgement.hpp"

#include <string>
#include <string_view>

namespace s2::app {

/// A sentence that helps to mend what was found; empty when there is nothing to add to the finding itself. `frame` is
/// the text the judgement is about.
std::string hint_for(const Finding& finding, const Judgement& judgement, std::string_view frame);

}  // namespace s2::app
