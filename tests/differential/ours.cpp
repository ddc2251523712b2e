// Our side of the differential test: makes messages and judges frames.
//
//   s2_differential make SEED   a random message of every type in every profile, one "profile TAB frame" a line
//   s2_differential judge       reads "profile TAB frame" lines and answers each with columns: "accepted" or the status
//                               of the answer, then "RULE pointer" for each note or finding

#include <random_message.hpp>

#include <s2/codec.hpp>

#include <charconv>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::differential {
namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

int make(std::uint64_t seed) {
  tests::RandomMessage random(seed);
  for (const MessageType& type : message_types()) {
    for (const Profile profile : all_profiles) {
      if (!type.exists_in(profile)) continue;
      std::cout << version_of(profile) << '\t' << encode(random.make(type.kind, profile), profile).value() << '\n';
    }
  }
  return 0;
}

void print(std::string_view verdict, const std::vector<Finding>& findings) {
  std::cout << verdict;
  for (const Finding& finding : findings) std::cout << '\t' << finding.rule << ' ' << finding.pointer;
  std::cout << '\n';
}

int judge() {
  Decoder decoder;
  for (std::string line; std::getline(std::cin, line);) {
    const std::string_view text = line;
    const auto tab = text.find('\t');
    const auto profile = profile_of(text.substr(0, tab));
    if (!profile || tab == text.npos) return std::cerr << "not profile TAB frame: " << line << '\n', 2;
    const auto decoded = decoder.decode(text.substr(tab + 1), *profile);
    if (decoded) {
      print("accepted", decoded->notes);
    } else {
      print(name_of(decoded.error().status), decoded.error().findings);
    }
  }
  return 0;
}

int run(const std::vector<std::string_view>& words) {
  if (words.size() == 1 && words[0] == "judge") return judge();
  if (words.size() == 2 && words[0] == "make") {
    if (const auto seed = number_in(words[1])) return make(*seed);
  }
  std::cerr << "usage: s2_differential make SEED | judge\n";
  return 2;
}

}  // namespace
}  // namespace s2::differential

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return s2::differential::run({argv + 1, argv + argc});
}
