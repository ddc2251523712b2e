// s2 registry: the list of endpoints in the internet that a user chooses from.

#include "registry.hpp"

#include "choice.hpp"
#include "endpoint_options.hpp"
#include "registry/registry_service.hpp"
#include "text_layout.hpp"

#include <s2/connect/body.hpp>
#include <s2/transport/crypto.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

namespace s2::app {
namespace {

using connect::EndpointRecord;
using connect::EndpointStatus;

enum class RegistryDeed { serve, list, add };

struct RegistryArguments {
  RegistryDeed deed{};
  std::string target;
  std::string listen, certificates, key, authorities;
  EndpointRecord record;
  std::vector<std::string> regions, roles;
  bool json = false;
};

bool has_role(const RegistryArguments& arguments, std::string_view role) {
  return std::find(arguments.roles.begin(), arguments.roles.end(), role) != arguments.roles.end();
}

std::vector<connect::CountryCode> regions_of(const RegistryArguments& arguments) {
  std::vector<connect::CountryCode> codes;
  for (const auto& region : arguments.regions) codes.push_back({region});
  return codes;
}

int serve(const RegistryArguments& arguments, Console& console) {
  auto records = read_registry(arguments.target);
  if (!records) return complain(console, "registry", records.error());
  const auto count = records->records().size();
  const auto address = house::parse_address(arguments.listen, {"127.0.0.1", 8443});
  if (!address) return wrong_usage(console, "registry", "--listen: '" + arguments.listen + "' is not ADDRESS:PORT");
  const auto identity = transport::TlsIdentity::from_files(arguments.certificates, arguments.key);
  if (!identity) return complain(console, "registry", identity.error());
  transport::Loop loop;
  const auto service = RegistryService::open(loop, std::move(*records), *address, *identity);
  if (!service) return complain(console, "registry", service.error());
  console.out << count << " endpoints at port " << (*service)->port() << ", path /registry/; Ctrl-C ends it\n"
              << std::flush;
  loop.on_interrupt([&] { loop.stop(); });
  loop.run();
  return done;
}

void print(const EndpointRecord& record, const RegistryArguments& arguments, Console& console) {
  if (arguments.json) {
    console.out << connect::encode(record) << '\n';
    return;
  }
  std::string roles = record.cem ? "CEM" : "";
  if (record.rm) roles += roles.empty() ? "RM" : ", RM";
  std::string regions;
  for (const auto& region : record.regions) regions += ' ' + harmless(region.text);
  console.out << console.paint(Ink::strong, harmless(record.name)) << "  " << roles << " " << regions << "\n  "
              << harmless(record.pairing_url) << '\n';
  if (!record.description.empty()) console.out << wrapped(harmless(record.description), console.width, 2);
}

int list(const RegistryArguments& arguments, Console& console) {
  auto url = connect::BaseUrl::parse(arguments.target);
  if (!url) return complain(console, "registry", url.error());
  transport::HttpClientOptions options;
  if (!arguments.authorities.empty()) {
    auto trust = transport::TlsTrust::from_file(arguments.authorities);
    if (!trust) return complain(console, "registry", trust.error());
    options.authorities = std::move(trust->authorities);
  }
  connect::RegistryQuery query;
  query.regions = regions_of(arguments);
  query.status = arguments.record.status;
  if (has_role(arguments, "cem")) query.cem = true;
  if (has_role(arguments, "rm")) query.rm = true;
  transport::Loop loop;
  const auto found = search_registry(loop, std::move(*url), query, options);
  if (!found) {
    complain(console, "registry", found.error());
    return refused;
  }
  for (const auto& record : found->records) print(record, arguments, console);
  if (found->skipped > 0)
    console.complain(std::to_string(found->skipped) + " records are none and were left out [C-060]");
  return done;
}

int add(RegistryArguments& arguments, Console& console) {
  std::error_code unknown;
  connect::RegistryServer registry;
  if (std::filesystem::exists(arguments.target, unknown)) {
    auto read = read_registry(arguments.target);
    if (!read) return complain(console, "registry", read.error());
    registry = std::move(*read);
  }
  EndpointRecord record = arguments.record;
  record.id = connect::make_node_id(*transport::make_crypto());
  for (const auto& one : registry.records()) {
    if (one.pairing_url == record.pairing_url) record.id = one.id;  // a change of what is there
  }
  record.regions = regions_of(arguments);
  record.cem = has_role(arguments, "cem");
  record.rm = has_role(arguments, "rm");
  record.icon128 = record.icon512 = record.icon32;
  if (auto put = registry.put(record); !put) return complain(console, "registry", put.error());
  if (auto written = write_registry(arguments.target, registry.records()); !written) {
    return complain(console, "registry", written.error());
  }
  console.out << record.id.text() << '\n';
  return done;
}

int run(RegistryArguments& arguments, Console& console) {
  switch (arguments.deed) {
    case RegistryDeed::serve:
      return serve(arguments, console);
    case RegistryDeed::list:
      return list(arguments, console);
    case RegistryDeed::add:
      return add(arguments, console);
  }
  return could_not_run;
}

void add_record_options(CLI::App& app, RegistryArguments& arguments) {
  auto& record = arguments.record;
  app.add_option("--title", record.name, "add: what the endpoint is called, at most 50 characters")
      ->option_text("TEXT");
  app.add_option("--description", record.description, "add: what it does, at most 500 characters")->option_text("TEXT");
  app.add_option("--icon", record.icon32, "add: the URL of its icon, a PNG")->option_text("URL");
  app.add_option("--pairing-url", record.pairing_url, "add: where it is paired with")->option_text("URL");
  app.add_option(
         "--region", arguments.regions,
         "add: a country where it works, e.g. NL; list: those that work in one of these countries; may be repeated")
      ->option_text("COUNTRY");
  app.add_option("--role", arguments.roles, "add: what it has, cem or rm, may be repeated; list: those that have it")
      ->option_text("ROLE")
      ->check(CLI::IsMember({"cem", "rm"}));
  add_choice(app, "--status", record.status,
             Choices<EndpointStatus>{{"public", EndpointStatus::public_}, {"testing", EndpointStatus::testing}},
             "add: for everybody (public, unless told) or for trials (testing); list: which of them")
      ->option_text("STATUS");
}

Action set_up(CLI::App& app) {
  const auto arguments = std::make_shared<RegistryArguments>();
  add_choice(
      app, "DEED", arguments->deed,
      Choices<RegistryDeed>{{"serve", RegistryDeed::serve}, {"list", RegistryDeed::list}, {"add", RegistryDeed::add}},
      "serve a registry, list what one knows, or add to the file of one")
      ->option_text("serve|list|add")
      ->required();
  app.add_option("FILE|URL", arguments->target, "serve, add: the file of the registry; list: the URL of one")
      ->required();
  app.add_option("--listen", arguments->listen,
                 "serve: listen there; 127.0.0.1:8443 unless told; port 0 takes a free one")
      ->option_text("ADDRESS:PORT");
  app.add_option("--cert", arguments->certificates, "serve: certificates of a public authority (PEM)")
      ->option_text("FILE");
  app.add_option("--key", arguments->key, "serve: the private key of the first of them (PEM)")->option_text("FILE");
  app.add_option("--ca", arguments->authorities, "list: believe these authorities (PEM) as well; for trials")
      ->option_text("FILE");
  add_record_options(app, *arguments);
  app.add_flag("--json", arguments->json, "list: print one JSON object per endpoint instead of text");
  return [arguments](Console& console) { return run(*arguments, console); };
}

}  // namespace

Verb registry_verb() {
  return {
      .name = "registry",
      .summary = "serve, search or write a registry of endpoints in the internet",
      .operands = "serve|add FILE | list URL",
      .description =
          "A registry of WAN endpoints lets a user choose a service by its name, so that the pairing code is all there "
          "is to type. S2 Connect specifies it, and nobody operates one for all yet: whoever uses one names its "
          "URL.\n\n"
          "'add' writes a record into a file, a JSON array of records as the API has them; a record with the same "
          "pairing URL is replaced. 'serve' answers queries over HTTPS from such a file. 'list' asks a registry and "
          "prints what it knows; records that break the rules are left out, and counted.",
      .exit_codes =
          {{"0", "done; 'serve': ended by Ctrl-C or SIGTERM"},
           {"1", "'list': the registry could not be asked, or did not answer as it should"},
           {"2", "could not run: wrong usage, a file that is no registry, a record that is none, the port is in use"}},
      .examples =
          {{"s2 registry add eu.json --title 'Acme HEMS' --pairing-url https://hems.acme.example/s2/ --region NL "
            "--role cem --icon https://hems.acme.example/icon.png",
            "a record"},
           {"s2 registry serve eu.json --listen 0.0.0.0:443 --cert chain.pem --key key.pem", "for everybody"},
           {"s2 registry list https://registry.example/registry/ --region NL --role cem",
            "the energy managers of the Netherlands"}},
      .set_up = set_up,
  };
}

}  // namespace s2::app
