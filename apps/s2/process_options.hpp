#pragma once
// Process options: what `s2 cem` and `s2 device` are told alike.

#include <house/process.hpp>

#include <CLI/CLI.hpp>

#include <string>

namespace s2::app {

/// Accepts numbers in a range.
CLI::Validator between(double low, double high);

/// Declares --day, --profile, --record and --speed; values go to `options` and `day`, which live as long as the verb.
void add_process_options(CLI::App& app, house::ProcessOptions& options, std::string& day);

}  // namespace s2::app
