// The small texts of S2 Connect: URLs, host names, pairing codes, TXT records, queries, headers, fingerprints,
// addresses. The first byte says which; what is read can be written, and reads back as the same.

#include "expect.hpp"

#include <s2/connect.hpp>

#include <algorithm>

namespace {

using namespace s2::connect;
using s2::fuzz::expect;

void check_url(std::string_view text) {
  for (const UrlOptions options : {UrlOptions{}, UrlOptions{.ip_literals = true, .strip_version = true}}) {
    const auto url = BaseUrl::parse(text, options);
    if (!url) continue;
    expect(url->text().starts_with("https://") && url->path().ends_with('/'), "a base URL has another form");
    expect(!url->host().empty() && url->port() != 0, "a base URL leads nowhere");
    const auto again = BaseUrl::parse(url->text(), options);
    expect(again.has_value() && *again == *url, "a URL changed on its way out and in");
  }
}

void check_host(std::string_view text) {
  const auto host = normalised_host(text);
  if (!host) return;
  expect(normalised_host(*host).value() == *host, "a normalised host can be normalised further");
  expect(std::all_of(host->begin(), host->end(), [](char c) { return c > ' ' && c < 0x7F; }), "a host is not ASCII");
}

void check_code(std::string_view text) {
  const auto code = parse_pairing_code(text);
  if (!code) return;
  const auto again = parse_pairing_code(pairing_code(code->alias, code->token).reveal());
  expect(again.has_value() && *again == *code, "a pairing code changed on its way out and in");
}

// A string of the record a line.
void check_txt(std::string_view text) {
  std::vector<std::string> strings;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    strings.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  const auto found = read_txt(strings);
  if (!found) return;
  const auto record = service_record(*found);
  if (!record) return;  // normalised texts can be longer than those that came
  const auto again = read_txt(record->txt);
  expect(again.has_value() && *again == *found, "a TXT record changed on its way out and in");
}

void check_query(std::string_view text) {
  const auto query = read_registry_query(text);
  if (!query) return;
  const auto again = read_registry_query(target_of(*query));
  expect(again.has_value() && *again == *query, "a query changed on its way out and in");
}

void check_target(std::string_view text) {
  RegistryServer server;
  const Response response = server.answer({.target = std::string(text)});
  expect(response.status == 200 || response.status == 400 || response.status == 404, "an answer of another kind");
}

void check_headers(std::string_view text) {
  if (const auto bearer = bearer_of(text)) expect(!bearer->empty(), "a bearer is empty");
  (void)is_json(text);
}

void check_fingerprint(std::string_view text) {
  if (const auto bytes = parse_fingerprint(text)) {
    expect(parse_fingerprint(fingerprint_text(*bytes)) == bytes, "a fingerprint changed on its way out and in");
  }
  if (const auto bytes = from_base64(text)) {
    expect(from_base64(to_base64(*bytes)) == bytes, "bytes changed on their way out and in");
  }
  (void)names_sha256(text);
  if (const auto id = parse_node_id(text)) expect(parse_node_id(id->text()) == id, "an id changed");
}

void check_address(std::string_view text) {
  const auto address = parse_ip_address(text);
  if (!address) return;
  const InterfaceAddress own{*address, static_cast<int>(text.size()), address->scope};
  expect(is_same_subnet(address, address, {&own, 1}), "an address is not in its own subnet");
}

void check_versions(std::string_view text) {
  const std::vector<std::string> offered = {std::string(text)};
  const auto version = choose_api_version(offered);
  expect(!version || *version == text, "another version than offered is chosen");
  (void)choose_s2_version(offered, offered);
}

constexpr void (*checks[])(std::string_view) = {check_url,     check_host,    check_code,    check_txt,
                                                check_query,   check_target,  check_headers, check_fingerprint,
                                                check_address, check_versions};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  checks[data[0] % std::size(checks)](s2::fuzz::text_of(data + 1, size - 1));
  return 0;
}
