#include "program.hpp"

#include "choice.hpp"
#include "help.hpp"
#include "suggest.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace s2::app {
namespace {

using Arguments = std::vector<std::string>;

int complain(Console& console, const std::string& sentence, const std::string& command) {
  console.complain(sentence);
  console.err << "Try '" << command << " --help'.\n";
  return could_not_run;
}

// Options that are the same for the program and for every verb.
void add_common_options(CLI::App& app, Colors& colors) {
  app.set_help_flag("-h,--help", "print this page");
  add_choice(app, "--color", colors,
             Choices<Colors>{{"auto", Colors::automatic}, {"always", Colors::always}, {"never", Colors::never}},
             "colours: auto (on a terminal, unless NO_COLOR is set), always, never")
      ->option_text("WHEN");
}

// CLI11 takes arguments from the back.
void parse(CLI::App& app, Arguments arguments) {
  std::reverse(arguments.begin(), arguments.end());
  app.parse(std::move(arguments));
}

int run_verb(const Verb& verb, Arguments arguments, Colors colors, Console& console) {
  const std::string command = "s2 " + std::string(verb.name);
  CLI::App app(std::string(verb.summary), command);
  add_common_options(app, colors);
  const Action action = verb.set_up(app);
  try {
    parse(app, std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    console.choose(colors);
    console.out << help_page(verb, app, console);
    return done;
  } catch (const CLI::ParseError& error) {
    return complain(console, std::string(verb.name) + ": " + error.what(), command);
  }
  console.choose(colors);
  return action(console);
}

const Verb* find_verb(std::span<const Verb> verbs, std::string_view name) {
  const auto found = std::find_if(verbs.begin(), verbs.end(), [name](const Verb& verb) { return verb.name == name; });
  return found == verbs.end() ? nullptr : &*found;
}

int unknown_verb(std::span<const Verb> verbs, const std::string& name, Console& console) {
  std::vector<std::string_view> names;
  for (const auto& verb : verbs) names.push_back(verb.name);
  const std::string_view meant = nearest(name, names);
  return complain(console,
                  "there is no verb '" + name + "'" +
                      (meant.empty() ? std::string() : "; did you mean '" + std::string(meant) + "'?"),
                  "s2");
}

std::string version_text() {
  std::string text = std::string(program_version()) + " (S2 JSON ";
  for (const Profile profile : all_profiles) {
    text += (profile == all_profiles[0] ? "" : ", ") + std::string(version_of(profile));
  }
  return text + ")\n";
}

// What stands before the verb, and the verb with what follows it.
int dispatch(std::span<const Verb> verbs, Arguments arguments, Console& console) {
  Colors colors = Colors::automatic;
  bool version = false;
  CLI::App app("", "s2");
  app.prefix_command();
  add_common_options(app, colors);
  app.add_flag("--version", version, "print the version");
  try {
    parse(app, std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    console.choose(colors);
    console.out << overview(verbs, console);
    return done;
  } catch (const CLI::ParseError& error) {
    return complain(console, error.what(), "s2");
  }
  console.choose(colors);
  if (version) {
    console.out << version_text();
    return done;
  }
  Arguments rest = app.remaining();
  if (rest.empty()) {
    console.err << overview(verbs, console);
    return could_not_run;
  }
  if (rest.front() == "help") {
    rest.erase(rest.begin());
    if (rest.empty()) return dispatch(verbs, {"--help"}, console);
    rest = {rest.front(), "--help"};
  }
  const std::string name = rest.front();
  if (name.starts_with('-')) return complain(console, "there is no option '" + name + "'", "s2");
  const Verb* verb = find_verb(verbs, name);
  if (verb == nullptr) return unknown_verb(verbs, name, console);
  rest.erase(rest.begin());
  return run_verb(*verb, std::move(rest), colors, console);
}

}  // namespace

int wrong_usage(Console& console, std::string_view verb, std::string_view sentence) {
  return complain(console, std::string(verb) + ": " + std::string(sentence), "s2 " + std::string(verb));
}

int run_program(std::span<const Verb> verbs, std::vector<std::string> arguments, Console& console) {
  console.choose(Colors::automatic);
  const int code = dispatch(verbs, std::move(arguments), console);
  return flush(console) ? code : could_not_run;
}

}  // namespace s2::app
