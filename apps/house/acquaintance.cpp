#include "acquaintance.hpp"

#include "json_line.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace s2::house {
namespace {

std::string devices(const std::vector<PairedNow>& all) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + all[i].device;
  }
  return text;
}

}  // namespace

std::string_view word_of(FoundBy found_by) {
  constexpr std::array<std::string_view, 3> words = {"earlier-run", "dns-sd", "url"};
  return words[static_cast<std::size_t>(found_by)];
}

std::string about_finding(const Acquaintance& it) {
  const std::string where = "the energy manager is at " + it.url;
  switch (it.found_by) {
    case FoundBy::earlier_run:
      return where + "; the devices know it from an earlier run and need no code";
    case FoundBy::discovery:
      return where + "; the devices found it by DNS-SD (" + it.backend + ')';
    case FoundBy::url:
      return where + "; the devices were told so (no DNS-SD: " + it.no_discovery + ')';
  }
  return {};
}

std::string about(const PairedNow& paired) {
  return fmt::format("{} has paired with it by a code in {:.1f} s", paired.device,
                     static_cast<double>(paired.took.count()) / 1000);
}

std::string summary(const Acquaintance& it) {
  std::string begin = "the devices know the energy manager from an earlier run and needed no code";
  if (it.found_by != FoundBy::earlier_run) {
    const std::string how = it.found_by == FoundBy::discovery
                                ? "found the energy manager by DNS-SD (" + it.backend + ')'
                                : "were told the URL of the energy manager";
    begin = fmt::format("{} {} and paired by a code each", devices(it.paired), how);
  }
  return fmt::format("  {}\n  {} sessions over wss:// (TLS 1.3), each begun with a new access token\n", begin,
                     it.sessions);
}

std::string json(const Acquaintance& it) {
  const auto text = [](const std::string& words) {
    return words.empty() ? std::nullopt : std::optional<std::string_view>(words);
  };
  std::string paired;
  for (const PairedNow& one : it.paired) {
    paired += (paired.empty() ? "" : ",") +
              app::JsonLine().member("device", one.device).raw("took_ms", std::to_string(one.took.count())).str();
  }
  return app::JsonLine()
      .member("found_by", word_of(it.found_by))
      .member("url", it.url)
      .member_or_null("no_discovery", text(it.no_discovery))
      .member_or_null("not_known", text(it.not_known))
      .raw("paired", '[' + paired + ']')
      .member("tls", "1.3")
      .member("sessions", std::uint64_t{it.sessions})
      .str();
}

}  // namespace s2::house
