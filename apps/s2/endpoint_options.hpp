#pragma once
// Endpoint options: what the verbs of S2 Connect are told alike.

#include "console.hpp"

#include <paired/endpoint.hpp>

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace s2::app {

/// An endpoint as it is told on the command line.
struct EndpointArguments {
  paired::EndpointOptions options;  ///< complete once finish() was called
  std::string listen;               ///< --listen, as it was typed
};

/// Declares --store and --key-file; values go to `place`, which lives as long as the verb.
void add_store_options(CLI::App& app, paired::StorePlace& place);

/// Declares what an endpoint that calls others is told: the store's, --ca, --audit, --no-discovery, --assume-v1.
void add_client_options(CLI::App& app, EndpointArguments& arguments);

/// Declares --name: the host name of an endpoint that serves.
void add_name_option(CLI::App& app, EndpointArguments& arguments);

/// Declares --cert and --key: an endpoint in the internet.
void add_certificate_options(CLI::App& app, EndpointArguments& arguments);

/// Declares what an endpoint that serves is told on top: --name, --listen (as `listen_option`), --cert, --key.
void add_server_options(CLI::App& app, EndpointArguments& arguments, const std::string& listen_option = "--listen");

/// Declares --as rm|cem.
CLI::Option* add_role_option(CLI::App& app, connect::Role& role, const std::string& text);

/// Completes the options from what was typed; the sentence of what is wrong with it.
std::optional<std::string> finish(EndpointArguments& arguments);

/// A finding as the program complains about it: "s2: <verb>: <sentence> [<id>]"; returns could_not_run.
int complain(const Console& console, std::string_view verb, const Finding& finding);

}  // namespace s2::app
