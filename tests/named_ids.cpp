#include "named_ids.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <regex>

namespace s2::tests {
namespace {

// A UUID that stands for a name begins with the letters "name"; its other twelve bytes are the characters of the name.
constexpr std::string_view mark = "6e616d65-";
constexpr std::size_t longest_name = 12;

std::string uuid_of(const std::string& name) {
  std::string digits;
  for (std::size_t i = 0; i < longest_name; ++i) {
    std::array<char, 3> two{};
    std::snprintf(two.data(), two.size(), "%02x", i < name.size() ? static_cast<unsigned>(name[i]) : 0U);
    digits += two.data();
  }
  return std::string(mark) + digits.substr(0, 4) + '-' + digits.substr(4, 4) + '-' + digits.substr(8, 4) + '-' +
         digits.substr(12);
}

std::string name_in(std::string uuid) {
  uuid.erase(0, mark.size());
  uuid.erase(std::remove(uuid.begin(), uuid.end(), '-'), uuid.end());
  std::string name;
  for (std::size_t i = 0; i < uuid.size(); i += 2) {
    if (const char c = static_cast<char>(std::stoi(uuid.substr(i, 2), nullptr, 16))) name += c;
  }
  return name;
}

template <class Replace>
std::string replaced(std::string_view text, const std::regex& pattern, const Replace& replace) {
  const std::string all(text);
  std::string result;
  auto rest = all.begin();
  for (std::sregex_iterator found(all.begin(), all.end(), pattern), end; found != end; ++found) {
    result.append(rest, (*found)[0].first).append(replace(found->str()));
    rest = (*found)[0].second;
  }
  return result.append(rest, all.end());
}

}  // namespace

std::string with_uuids(std::string_view text) {
  static const std::regex names(R"(\b((we|rm|cem|p|d|nobody|resource)-\d+|[aceior]\d|xxx|none)\b)");
  return replaced(text, names, uuid_of);
}

std::string with_names(std::string_view text) {
  static const std::regex uuids(std::string(mark) + "[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  return replaced(text, uuids, name_in);
}

}  // namespace s2::tests
