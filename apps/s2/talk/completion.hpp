#pragma once
// Completion: what can follow what was typed.

#include "talk/command.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace s2::app {

/// What a word that was begun can become.
struct Completions {
  std::size_t begin = 0;           ///< where the part of the line begins that the candidates stand for
  std::vector<std::string> words;  ///< candidates, with a blank or "=" behind them where one has to follow
};

/// What the end of a line can become: commands; types of messages, of those that our side sends for `send` and of those
/// that the peer sends for `wait` and `expect`; fields; values of enumerations, labels and ids that are known. From the
/// tables of the model.
Completions complete(std::string_view line, const TalkState& state);

/// The beginning that all words share.
std::string common_beginning(const std::vector<std::string>& words);

}  // namespace s2::app
