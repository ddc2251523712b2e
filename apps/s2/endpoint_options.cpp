#include "endpoint_options.hpp"

#include "choice.hpp"
#include "text_layout.hpp"

#include <house/address.hpp>

namespace s2::app {

void add_store_options(CLI::App& app, paired::StorePlace& place) {
  app.add_option("--store", place.file,
                 "where pairings are kept; $XDG_STATE_HOME/s2/" + place.usual + " or ~/.local/state/s2/" + place.usual +
                     " unless told")
      ->option_text("FILE");
  app.add_option("--key-file", place.key_file,
                 "the key that seals secrets in the store: 32 bytes or 64 hexadecimal digits; unless told, the "
                 "credential s2-store-key of the service manager, or none")
      ->option_text("FILE");
}

void add_client_options(CLI::App& app, EndpointArguments& arguments) {
  auto& options = arguments.options;
  add_store_options(app, options.store);
  app.add_option("--ca", options.authorities, "believe these authorities (PEM) as well; for trials")
      ->option_text("FILE");
  app.add_option("--audit", options.audit, "append everything that concerns trust to this file, a JSON object a line")
      ->option_text("FILE");
  app.add_flag("!--no-discovery", options.discovery, "neither publish nor look for anything in the network (mDNS)");
  app.add_flag("--assume-v1", options.assume_v1,
               "take version 1 of S2 Connect for granted; for peers without version index, such as s2-kit 0.3.0");
}

void add_name_option(CLI::App& app, EndpointArguments& arguments) {
  app.add_option("--name", arguments.options.host_name,
                 "host name in the URL and the certificate, e.g. hems.local; unless told localhost, which others on "
                 "this machine reach and nobody else")
      ->option_text("HOST");
}

void add_certificate_options(CLI::App& app, EndpointArguments& arguments) {
  auto& options = arguments.options;
  auto* certificates =
      app.add_option("--cert", options.certificates,
                     "certificates of a public authority (PEM): this endpoint is one in the internet (WAN); unless "
                     "told it is one at home (LAN) and makes its own")
          ->option_text("FILE");
  auto* key = app.add_option("--key", options.key, "the private key of the first of them (PEM)")->option_text("FILE");
  certificates->needs(key);
  key->needs(certificates);
}

void add_server_options(CLI::App& app, EndpointArguments& arguments, const std::string& listen_option) {
  add_name_option(app, arguments);
  app.add_option(listen_option, arguments.listen,
                 "listen there for S2 Connect; port 8766 unless told, 0 takes a free one; the address is the loopback "
                 "for localhost and every network for other names")
      ->option_text("ADDRESS:PORT");
  add_certificate_options(app, arguments);
}

CLI::Option* add_role_option(CLI::App& app, connect::Role& role, const std::string& text) {
  return add_choice(app, "--as", role, Choices<connect::Role>{{"rm", connect::Role::rm}, {"cem", connect::Role::cem}},
                    text)
      ->option_text("ROLE");
}

std::optional<std::string> finish(EndpointArguments& arguments) {
  if (arguments.listen.empty()) return std::nullopt;
  const auto address = house::parse_address(arguments.listen, {"", arguments.options.port});
  if (!address) return "'" + arguments.listen + "' is not ADDRESS:PORT";
  arguments.options.address = address->host;
  arguments.options.port = address->port;
  return std::nullopt;
}

int complain(const Console& console, std::string_view verb, const Finding& finding) {
  console.complain(std::string(verb) + ": " + harmless(finding.text) + " [" + finding.rule + ']');
  return could_not_run;
}

}  // namespace s2::app
