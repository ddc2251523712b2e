// Two lines for each endpoint: what it is and where, then how it was heard.

#include "listing.hpp"

#include "json_line.hpp"
#include "text_layout.hpp"

#include <codec/text.hpp>
#include <codec/utf8.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace s2::app {
namespace {

using transport::ServiceFound;

constexpr std::size_t widest_name = 32;

std::string name_of(const ServiceFound& one) {
  return harmless(shortened(one.says.name.value_or(one.instance), widest_name));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t columns = columns_of(text);
  return columns < width ? text + std::string(width - columns, ' ') : text;
}

std::string joined(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& one : all) text += (text.empty() ? "" : ", ") + one;
  return text;
}

// Its URLs, each with what it is good for.
std::vector<std::string> urls_of(const connect::Advertisement& says) {
  std::vector<std::string> urls;
  if (says.pairing_url) urls.push_back("pair at " + harmless(says.pairing_url->text()));
  if (says.longpolling_url && says.longpolling_url != says.pairing_url) {
    urls.push_back("poll at " + harmless(says.longpolling_url->text()));
  } else if (says.longpolling_url) {
    urls.back() += " (and poll)";
  }
  return urls;
}

std::string heard_how(const ServiceFound& one) {
  std::string text = one.host.empty() ? one.instance : one.host;
  if (one.port != 0) text += ":" + std::to_string(one.port);
  if (!one.addresses.empty()) text += "  " + joined(one.addresses);
  if (!one.interfaces.empty()) text += "  on " + joined(one.interfaces);
  return harmless(text);
}

std::string json_list(const std::vector<std::string>& all) {
  std::string text = "[";
  for (const auto& one : all) {
    if (text.size() > 1) text += ',';
    codec::append_quoted(text, codec::mended_utf8(one));
  }
  return text + "]";
}

std::optional<std::string_view> text_of(const std::optional<connect::BaseUrl>& url) {
  return url ? std::optional<std::string_view>(url->text()) : std::nullopt;
}

}  // namespace

std::string roles_of(const connect::Advertisement& says) {
  if (says.has_cem && says.has_rm) return "CEM RM";
  if (says.has_cem) return "CEM";
  return says.has_rm ? "RM" : "-";
}

std::vector<std::string> Listing::lines(const Console& console) const {
  std::size_t width = 4;
  for (const auto& [instance, one] : all_) width = std::max(width, columns_of(name_of(one)));
  std::vector<std::string> lines;
  lines.push_back(console.paint(Ink::strong, padded("NAME", width) + "  HOSTS   URL"));
  for (const auto& [instance, one] : all_) {
    std::string name = padded(name_of(one), width);
    std::string roles = padded(roles_of(one.says), 6);
    for (const std::string& url : urls_of(one.says)) {
      lines.push_back(console.paint(Ink::good, name) + "  " + roles + "  " + url);
      name.assign(width, ' ');
      roles.assign(6, ' ');
    }
    lines.push_back(console.paint(Ink::faint, "  " + heard_how(one)));
  }
  return lines;
}

std::string begun_json(const transport::Dnssd& dnssd) {
  return JsonLine().member("event", "begun").member("backend", dnssd.backend()).member("reason", dnssd.reason()).str();
}

std::string found_json(const ServiceFound& one) {
  std::vector<std::string> roles;
  if (one.says.has_cem) roles.emplace_back("cem");
  if (one.says.has_rm) roles.emplace_back("rm");
  return JsonLine()
      .member("event", "found")
      .member("instance", one.instance)
      .member_or_null("name", one.says.name)
      .raw("roles", json_list(roles))
      .member_or_null("pairing_url", text_of(one.says.pairing_url))
      .member_or_null("longpolling_url", text_of(one.says.longpolling_url))
      .member_or_null("logo_url", one.says.logo_url)
      .member("host", one.host)
      .member("port", std::uint64_t{one.port})
      .raw("addresses", json_list(one.addresses))
      .raw("interfaces", json_list(one.interfaces))
      .str();
}

std::string gone_json(const std::string& instance) {
  return JsonLine().member("event", "gone").member("instance", instance).str();
}

std::string unusable_json(const std::string& instance, const Finding& why) {
  return JsonLine()
      .member("event", "unusable")
      .member("instance", instance)
      .member("rule", why.rule)
      .member("text", why.text)
      .str();
}

std::string trouble_json(const Finding& why) {
  return JsonLine().member("event", "trouble").member("rule", why.rule).member("text", why.text).str();
}

}  // namespace s2::app
