#include "replay/page/page.hpp"

#include "replay/page/exchange.hpp"
#include "replay/page/style.hpp"
#include "replay/page/tables.hpp"
#include "replay/page/timeline.hpp"
#include "replay/report.hpp"

#include <fmt/format.h>

namespace s2::app {
namespace {

std::string verdict(std::uint64_t errors, std::uint64_t warnings) {
  if (errors > 0) {
    return "<span class=\"pill bad\">" + count_text(errors, "error", "errors") +
           "</span> These conversations break rules of S2.";
  }
  if (warnings > 0) {
    return "<span class=\"pill warn\">" + count_text(warnings, "warning", "warnings") +
           "</span> Nothing has to be refused; the warnings deserve a look.";
  }
  return "<span class=\"pill good\">no findings</span> Every message of both sides is in order.";
}

std::string section(const Shown& shown) {
  const ConversationReport& one = shown.one;
  std::string text = fmt::format("<section id=\"c{}\">\n<h2>{}{}</h2>\n", shown.number, html(one.beginning.rm),
                                 one.beginning.again ? ", connected again" : "");
  text += facts(shown);
  if (const std::string drawn = timeline(shown); !drawn.empty()) text += "<h3>Timeline</h3>\n" + drawn;
  return text + findings_table(shown) + unanswered_table(shown) + instructions_table(shown) + exchange(shown) +
         "</section>\n";
}

}  // namespace

std::string page(const std::vector<std::unique_ptr<FileReport>>& files, const std::string& made_by) {
  std::vector<Shown> all;
  std::string sources;
  std::string troubles;
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  for (const auto& file : files) {
    sources += (sources.empty() ? "" : ", ") + html(file->source);
    troubles += troubles_table(*file);
    errors += file->errors();
    warnings += file->warnings();
    for (const auto& one : file->conversations) all.push_back({*file, *one, all.size() + 1});
  }
  std::string text =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-"
      "width, initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; script-src 'unsafe-inline'\">\n";
  text += fmt::format("<title>S2 replay: {}</title>\n<style>{}</style></head><body>\n", sources, page_style());
  text += fmt::format("<h1>S2 conversation report</h1>\n<p class=\"from\">{}</p>\n<p class=\"verdict\">{}</p>\n{}",
                      sources, verdict(errors, warnings), summary(all));
  text += troubles;
  for (const Shown& shown : all) {
    if (shown.number <= page_conversations) text += section(shown);
  }
  text += fmt::format(
      "<footer>Made by {} from the recording; rules are those of its catalogue, <code>s2 rules RULE</code> explains "
      "each. "
      "Times are UTC, on the clock of the recording. Line numbers are those of the "
      "file.</footer>\n<script>{}</script>\n"
      "</body></html>\n",
      html(made_by), page_script());
  return text;
}

}  // namespace s2::app
