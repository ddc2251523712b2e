// TXT records (RFC 6763, section 6).

#include <s2/connect/discovery.hpp>
#include <s2/connect/limits.hpp>

#include <codec/utf8.hpp>

#include <algorithm>

namespace s2::connect {
namespace {

Unexpected<Finding> refused(std::string_view rule, std::string text) {
  return {Finding{
      .rule = std::string(rule), .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

bool same_key(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

// The value of a key; the first occurrence counts. A string without '=' is a key without value.
std::optional<std::string_view> value_of(std::span<const std::string> txt, std::string_view key) {
  for (const std::string& string : txt.first(std::min(txt.size(), Limits::txt_strings))) {
    const std::string_view text = string;
    const auto equals = std::min(text.find('='), text.size());
    if (text.size() > Limits::txt_string_bytes || !same_key(text.substr(0, equals), key)) continue;
    return text.substr(std::min(equals + 1, text.size()));
  }
  return std::nullopt;
}

std::optional<std::string> text_of(std::span<const std::string> txt, std::string_view key) {
  const auto value = value_of(txt, key);
  if (!value || value->empty()) return std::nullopt;
  return codec::mended_utf8(*value);
}

std::optional<BaseUrl> url_of(std::span<const std::string> txt, std::string_view key, const UrlOptions& options) {
  const auto value = value_of(txt, key);
  auto url = value ? BaseUrl::parse(*value, options) : Result<BaseUrl>(refused("C-049", ""));
  if (!url || !url->is_local()) return std::nullopt;
  return *std::move(url);
}

}  // namespace

Result<ServiceRecord> service_record(const Advertisement& advertisement, const AdvertisingOptions& options) {
  const auto& url = advertisement.pairing_url ? advertisement.pairing_url : advertisement.longpolling_url;
  if (!url) return refused("C-049", "an endpoint publishes a pairing URL, a long-polling URL, or both");
  ServiceRecord record;
  record.host = url->host();
  record.instance = record.host.substr(0, record.host.find('.'));
  record.port = url->port();
  if (advertisement.has_cem) record.subtypes.emplace_back(cem_subtype);
  if (advertisement.has_rm) record.subtypes.emplace_back(rm_subtype);
  record.txt.emplace_back("txtver=1");
  const auto add = [&record](std::string_view key, std::string_view value) {
    record.txt.push_back(std::string(key) + '=' + codec::mended_utf8(value));
  };
  if (advertisement.name) add("e_name", *advertisement.name);
  if (advertisement.logo_url) add("e_logoUrl", *advertisement.logo_url);
  for (const auto& [key, value] : {std::pair("pairingUrl", &advertisement.pairing_url),
                                   std::pair("longpollingUrl", &advertisement.longpolling_url)}) {
    if (!*value) continue;
    if (!(*value)->is_local())
      return refused("C-024", "an endpoint in the LAN is published under a name that ends in .local");
    add(key, (*value)->text());
  }
  if (options.deployment_key) add("deployment", "LAN");
  for (const auto& string : record.txt) {
    if (string.size() > Limits::txt_string_bytes) {
      return refused("C-050",
                     string.substr(0, string.find('=')) + " is too long to be published; 255 bytes with its name");
    }
  }
  return record;
}

Result<Advertisement> read_txt(std::span<const std::string> txt, const UrlOptions& options) {
  auto version = value_of(txt, "txtver");
  if (!version) version = value_of(txt, "txtvers");
  if (version != "1") return refused("C-044", "the TXT record is of a version that is not known here");
  Advertisement found;
  found.name = text_of(txt, "e_name");
  found.logo_url = text_of(txt, "e_logoUrl");
  found.pairing_url = url_of(txt, "pairingUrl", options);
  found.longpolling_url = url_of(txt, "longpollingUrl", options);
  if (!found.pairing_url && !found.longpolling_url)
    return refused("C-049", "the TXT record has no URL that can be used");
  return found;
}

}  // namespace s2::connect
