#pragma once
// Choice: an option whose value is one of a few words.

#include <s2/model/type.hpp>

#include <CLI/CLI.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace s2::app {

/// The words of an option and what each stands for, in the order in which they are named.
template <class T>
using Choices = std::vector<std::pair<std::string_view, T>>;

/// Declares an option that takes one of these words; `value` is assigned to when it is given.
template <class Value, class T>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Value& value, Choices<T> choices, std::string text) {
  const auto read = [name, &value, choices = std::move(choices)](const std::string& word) {
    std::string words;
    for (const auto& [known, meaning] : choices) {
      if (known == word) {
        value = meaning;
        return;
      }
      words += (words.empty() ? "" : ", ") + std::string(known);
    }
    throw CLI::ValidationError(name, "'" + word + "' is none of " + words);
  };
  return app.add_option_function<std::string>(name, read, std::move(text));
}

/// The versions of S2 JSON as an option takes them.
inline Choices<Profile> profile_choices() {
  Choices<Profile> choices;
  for (const Profile profile : all_profiles) choices.emplace_back(version_of(profile), profile);
  return choices;
}

}  // namespace s2::app
