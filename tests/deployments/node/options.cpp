#include "options.hpp"

#include <charconv>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

namespace s2::deployments {
namespace {

Unexpected<std::string> no_good(std::string why) { return {std::move(why)}; }

using Take = std::function<bool(const std::string&)>;

// What takes the value of each option; false when it cannot be that.
std::map<std::string_view, Take> options_with_value(Options& options) {
  const auto begin = [&options](Begins how) {
    return [&options, how](const std::string& target) {
      options.begins = how;
      options.target = target;
      return true;
    };
  };
  const auto keep = [](std::string& where) {
    return [&where](const std::string& text) {
      where = text;
      return !text.empty();
    };
  };
  return {
      {"--role",
       [&options](const std::string& text) {
         options.role = text == "cem" ? connect::Role::cem : connect::Role::rm;
         return text == "cem" || text == "rm";
       }},
      {"--deployment",
       [&options](const std::string& text) {
         options.deployment = text == "wan" ? connect::Deployment::wan : connect::Deployment::lan;
         return text == "wan" || text == "lan";
       }},
      {"--id",
       [&options](const std::string& text) {
         const auto id = connect::parse_node_id(text);
         options.id = id.value_or(connect::NodeId{});
         return id.has_value();
       }},
      {"--port",
       [&options](const std::string& text) {
         return std::from_chars(text.data(), text.data() + text.size(), options.port).ec == std::errc{};
       }},
      {"--store", keep(options.store)},
      {"--serve", keep(options.serve)},
      {"--certificate", keep(options.certificate)},
      {"--key", keep(options.key)},
      {"--authorities", keep(options.authorities)},
      {"--stand-in", keep(options.stand_in)},
      {"--take-over", keep(options.take_over)},
      {"--pair", begin(Begins::by_url)},
      {"--pair-found", begin(Begins::by_discovery)},
      {"--pair-polling", begin(Begins::by_polling)},
  };
}

}  // namespace

Result<Options, std::string> read_options(int argc, char** argv) {
  Options options;
  const auto with_value = options_with_value(options);
  const std::map<std::string_view, std::function<void()>> alone = {
      {"--discover", [&] { options.discovers = true; }},
      {"--daemon", [&] { options.by_daemon = true; }},
      {"--respond", [&] { options.begins = Begins::by_responder; }},
  };
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (const auto flag = alone.find(word); flag != alone.end()) {
      flag->second();
      continue;
    }
    const auto option = with_value.find(word);
    if (option == with_value.end() || i + 1 == argc) return no_good("no option, or none without a value: " + word);
    if (!option->second(argv[++i])) return no_good(word + " cannot be " + argv[i]);
  }
  if (options.store.empty()) return no_good("--store is missing");
  return options;
}

}  // namespace s2::deployments
