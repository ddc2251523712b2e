#pragma once
// The catalogue as people, programs and the documentation read it.

#include "console.hpp"

#include <s2/rules.hpp>

#include <span>
#include <string>

namespace s2::app {

/// A list of rules: family by family, one rule a line or two.
std::string rule_list(std::span<const Rule* const> rules, const Console& console);

/// All about one rule, with its case.
std::string rule_page(const Rule& rule, const Console& console);

/// One rule as a line of JSON, without line feed.
std::string rule_json(const Rule& rule);

/// A page of Markdown with a table for each family; docs/reference/rules.md is the page of all rules.
std::string rule_markdown(std::span<const Rule* const> rules);

}  // namespace s2::app
