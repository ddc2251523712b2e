#include "talk/completion.hpp"

#include "suggest.hpp"
#include "talk/command_words.hpp"
#include "talk/names.hpp"

#include <algorithm>
#include <cctype>

namespace s2::app {
namespace {

using Words = std::span<const std::string_view>;

class Completing {
 public:
  Completing(std::string_view line, const TalkState& state) : state_(state) {
    words_ = command_words(line);
    const bool begun = !line.empty() && line.back() != ' ' && !words_.empty();
    if (begun) {
      begun_ = words_.back();
      words_.pop_back();
    }
    found_.begin = line.size() - begun_.size();
  }

  Completions run() {
    if (words_.empty()) {
      for (const Command& command : commands()) offer(command.name, command.usage.empty() ? "" : " ");
    } else {
      after(words_[0]);
    }
    std::sort(found_.words.begin(), found_.words.end());
    return std::move(found_);
  }

 private:
  void after(std::string_view command) {
    const bool first = words_.size() == 1;
    if (command == "send") {
      first ? types(true, false) : field(words_[1], "=");
    } else if (command == "wait" || command == "expect") {
      if (!first) return field(words_[1], "");
      types(false, true);
      for (const auto word : command == "wait" ? std::span<const std::string_view>(waits) : expects) offer(word, "");
      if (command == "expect") values(type_of<ReceptionStatusValues>());
    } else if (command == "select" && first) {
      for (const auto& [word, type] : control_type_words()) offer(word, "");
    } else if (command == "report") {
      first ? things("instruction_id", " ") : values(type_of<InstructionStatus>());
      if (first) offer("last", " ");
    } else if (command == "show" && first) {
      for (const auto word : topics) offer(word, "");
    } else if (command == "help" && first) {
      for (const Command& one : commands()) offer(one.name, "");
      types(true, true);
    }
  }

  // Types that we send, or that the peer does.
  void types(bool ours, bool theirs) {
    const bool we_are_cem = state_.talker != nullptr && state_.talker->role() == EnergyManagementRole::cem;
    for (const MessageType& type : message_types()) {
      const bool we_send = we_are_cem ? type.senders.cem : type.senders.rm;
      const bool they_send = we_are_cem ? type.senders.rm : type.senders.cem;
      if ((ours && we_send) || (theirs && they_send) || state_.talker == nullptr) offer(type.name(), " ");
    }
  }

  // A field, or what may stand in one behind its relation.
  void field(std::string_view type_name, std::string_view behind) {
    const auto type = read_type(type_name);
    if (!type) return;
    const auto sign = begun_.find_first_of("!<>=");
    if (sign == begun_.npos) {
      for (const Field& one : (*type)->type().fields) {
        if (!is_given(one.name)) offer(one.name, behind);
      }
      return;
    }
    const auto value = begun_.find_first_not_of("!<>=", sign);
    const std::string_view name = begun_.substr(0, sign);
    const std::size_t cut = value == begun_.npos ? begun_.size() : value;
    found_.begin += cut;
    begun_ = begun_.substr(cut);
    for (const Field& one : (*type)->type().fields) {
      if (one.name != name) continue;
      if (one.shape == Shape::enumeration) values(one.type());
      if (one.shape == Shape::boolean) offer("true", " "), offer("false", " ");
      if (one.shape == Shape::time) offer("now", "");
      if (one.shape == Shape::id) things(name, " ");
    }
  }

  bool is_given(std::string_view name) const {
    return std::any_of(words_.begin(), words_.end(), [&](std::string_view word) {
      return word.size() > name.size() && word.starts_with(name) && word[name.size()] == '=';
    });
  }

  void values(const Type& type) {
    for (const EnumValue& value : type.values) offer(value.name, " ");
  }

  void things(std::string_view field_name, std::string_view behind) {
    for (const Named& thing : named_things(state_.registry())) {
      const bool fits = field_name.find(thing.field) != field_name.npos;
      if (fits) offer(thing.label.empty() ? thing.id.text() : std::string_view(thing.label), behind);
    }
  }

  void offer(std::string_view word, std::string_view behind) {
    if (word.size() < begun_.size() || !same_letters(word.substr(0, begun_.size()), begun_)) return;
    // A label of several words would be read as several.
    if (word.find(' ') != word.npos) return;
    found_.words.push_back(std::string(word) + std::string(behind));
  }

  static constexpr std::string_view waits[] = {"ready", "end"};
  static constexpr std::string_view expects[] = {"no", "clean"};
  static constexpr std::string_view topics[] = {"registry", "instructions", "unanswered", "log"};

  const TalkState& state_;
  std::vector<std::string_view> words_;
  std::string_view begun_;
  Completions found_;
};

}  // namespace

Completions complete(std::string_view line, const TalkState& state) { return Completing(line, state).run(); }

std::string common_beginning(const std::vector<std::string>& words) {
  if (words.empty()) return "";
  std::string common = words.front();
  for (const std::string& word : words) {
    const auto differ = std::mismatch(common.begin(), common.end(), word.begin(), word.end());
    common.erase(differ.first, common.end());
  }
  return common;
}

}  // namespace s2::app
