#pragma once
// Style: how the page looks, and the few steps it can do by itself.

#include <string>
#include <string_view>

namespace s2::app {

/// The style sheet; light and dark, screen and paper.
std::string page_style();

/// The script: a link to a message unfolds it. The page is complete without it.
std::string_view page_script();

}  // namespace s2::app
