// The tables of the bodies are the official OpenAPI files: every member, its order, whether it is required, its type,
// list sizes and enumeration values, in both directions.

#include "random_body.hpp"
#include "spec_dir.hpp"
#include "yaml.hpp"

#include <connect/letters.hpp>
#include <connect/text_value.hpp>
#include <s2/connect/messages.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <map>
#include <regex>

namespace s2::connect {
namespace {

using tests::Yaml;
using Lines = std::vector<std::string>;

constexpr std::string_view json = "application/json";

// A schema, and the file it stands in, which its references start from.
struct Schema {
  const Yaml* yaml;
  std::string file;
};

class OpenApi : public tests::SpecTest {
 protected:
  const Yaml& file(const std::string& name) {
    auto found = files_.find(name);
    if (found == files_.end()) {
      found = files_.emplace(name, tests::read_yaml(tests::text_of(tests::spec_dir() / "openapi" / name))).first;
    }
    return found->second;
  }

  Schema component(const std::string& in, std::string_view name) {
    return {&file(in).at({"components", "schemas", name}), in};
  }
  Schema request(const std::string& in, std::string_view path) {
    return {&file(in).at({"paths", path, "post", "requestBody", "content", json, "schema"}), in};
  }
  Schema answer(const std::string& in, std::string_view path) {
    return {&file(in).at({"paths", path, "post", "responses", "200", "content", json, "schema"}), in};
  }
  static Schema items(const Schema& list) { return {&list.yaml->at("items"), list.file}; }

  Schema resolved(const Schema& schema, std::string& name) {
    const Yaml* reference = schema.yaml->find("$ref");
    if (!reference) return schema;
    const std::string& text = reference->scalar;
    const auto hash = text.find('#');
    name = text.substr(text.rfind('/') + 1);
    return component(hash == 0 ? schema.file : text.substr(0, hash), name);
  }

  // What a schema says of a value, in a few words.
  std::string kind(const Schema& referring) {
    std::string name;
    const Schema schema = resolved(referring, name);
    if (name == "CommunicationToken") name = "AccessToken";  // both are bearer secrets
    if (schema.yaml->find("properties")) return name;
    if (const Yaml* values = schema.yaml->find("enum")) {
      std::string text = "one of";
      for (const auto& value : values->items) text += ' ' + value.scalar;
      return text;
    }
    const Yaml* type = schema.yaml->find("type");
    if (!type) return "string";  // the description of an EndpointRecord has none
    if (type->scalar == "array") {
      const Yaml* least = schema.yaml->find("minItems");
      return "list of " + (least ? "at least " + least->scalar + ' ' : "") + kind(items(schema));
    }
    if (schema.yaml->find("additionalProperties")) return "map";
    const Yaml* format = schema.yaml->find("format");
    if (format && format->scalar == "uuid") return "NodeId";
    const bool is_named = type->scalar == "string" && !name.empty();
    return is_named ? name : type->scalar;
  }

  Lines lines(const Schema& referring) {
    std::string name;
    const Schema schema = resolved(referring, name);
    Lines all;
    if (const Yaml* parts = schema.yaml->find("allOf")) {
      for (const auto& part : parts->items) {
        for (auto& line : lines({&part, schema.file})) all.push_back(std::move(line));
      }
      return all;
    }
    for (const auto& [member, value] : schema.yaml->at("properties").members) {
      const Yaml* required = schema.yaml->find("required");
      const bool is_required =
          required && std::any_of(required->items.begin(), required->items.end(),
                                  [&member = member](const Yaml& one) { return one.scalar == member; });
      all.push_back(member + (is_required ? " required " : " optional ") + kind({&value, schema.file}));
    }
    return all;
  }

 private:
  std::map<std::string, Yaml> files_;
};

// The same words for our tables.
std::string kind_of(const Type& type) {
  if (find_text_value(type)) return std::string(type.name);
  if (&type == &type_of<CertificateFingerprint>()) return "map";
  if (type.shape == Shape::text) return "string";
  if (type.shape == Shape::boolean) return "boolean";
  if (type.shape != Shape::enumeration) return std::string(type.name);
  std::string text = "one of";
  for (const auto& value : type.values) text += ' ' + std::string(value.name);
  return text;
}

Lines lines_of(const Type& type) {
  Lines all;
  for (const Field& field : type.fields) {
    const std::size_t least = field.facts.items.min;
    const std::string list =
        field.list ? "list of " + (least > 0 ? "at least " + std::to_string(least) + ' ' : "") : "";
    all.push_back(std::string(field.name) + (field.may_be_absent ? " optional " : " required ") + list +
                  kind_of(field.type()));
  }
  return all;
}

const std::string common = "s2-connect-common.yml";
const std::string pairing = "s2-connect-pairing.yml";
const std::string session = "s2-connect-session-init.yml";
const std::string registry = "s2-connect-wan-endpoint-registry.yml";

TEST_F(OpenApi, TheTablesSayWhatTheOfficialFilesSay) {
  const std::map<const Type*, Schema> official = {
      {&type_of<EndpointDescription>(), component(common, "EndpointDescription")},
      {&type_of<NodeDescription>(), component(common, "NodeDescription")},
      {&type_of<ConnectionDetails>(), component(pairing, "ConnectionDetails")},
      {&type_of<PairingResponseErrorMessage>(), component(pairing, "PairingResponseErrorMessage")},
      {&type_of<RequestPairingRequest>(), request(pairing, "/requestPairing")},
      {&type_of<RequestPairingResponse>(), answer(pairing, "/requestPairing")},
      {&type_of<RequestConnectionDetailsRequest>(), request(pairing, "/requestConnectionDetails")},
      {&type_of<PostConnectionDetailsRequest>(), request(pairing, "/postConnectionDetails")},
      {&type_of<FinalizePairingRequest>(), request(pairing, "/finalizePairing")},
      {&type_of<PreparePairingRequest>(), request(pairing, "/preparePairing")},
      {&type_of<CancelPreparePairingRequest>(), request(pairing, "/cancelPreparePairing")},
      {&type_of<WaitForPairingRequestItem>(), items(request(pairing, "/waitForPairing"))},
      {&type_of<WaitForPairingResponseItem>(), items(answer(pairing, "/waitForPairing"))},
      {&type_of<InitiateSessionRequest>(), request(session, "/initiateSession")},
      {&type_of<InitiateSessionResponse>(), answer(session, "/initiateSession")},
      {&type_of<WebSocketCommunicationDetails>(), component(session, "WebSocketCommunicationDetails")},
      {&type_of<UnpairRequest>(), request(session, "/unpair")},
      {&type_of<CommunicationDetailsErrorMessage>(), component(session, "CommunicationDetailsErrorMessage")},
      {&type_of<EndpointRecord>(), component(registry, "EndpointRecord")},
  };
  std::size_t seen = 0;
  tests::for_each_body([&]<class T>() {
    const Type& type = type_of<T>();
    ASSERT_TRUE(official.contains(&type)) << type.name;
    EXPECT_EQ(lines_of(type), lines(official.at(&type))) << type.name;
    ++seen;
  });
  EXPECT_EQ(seen, official.size());
}

// C-135, C-197
TEST_F(OpenApi, EveryOfficialBodyHasATable) {
  // Every schema with members that stands in the files, counted: those of the test above, and CommunicationDetails, of
  // which WebSocketCommunicationDetails is made.
  std::size_t objects = 0;
  const std::function<void(const Yaml&)> count = [&](const Yaml& yaml) {
    if (yaml.find("properties")) ++objects;
    for (const auto& [name, member] : yaml.members) count(member);
    for (const auto& item : yaml.items) count(item);
  };
  for (const auto& name : {common, pairing, session, registry}) count(file(name));
  EXPECT_EQ(objects, 19U + 1U);
}

// C-071
TEST_F(OpenApi, AliasesAreWhatThePatternSays) {
  const std::regex pattern(component(pairing, "NodeIdAlias").yaml->at("pattern").scalar);
  for (const auto* text : {"", "A", "A0", "zZ9", "A-0", "a b", "\u00e9", "a_"}) {
    EXPECT_EQ(is_alias(text), std::regex_match(text, pattern)) << text;
  }
}

// C-060
TEST_F(OpenApi, CountryCodesAreWhatThePatternSays) {
  const std::regex pattern(component(registry, "CountryCode").yaml->at("pattern").scalar);
  for (const auto* text : {"", "N", "NL", "nl", "NLD", "N1", "\u00c9"}) {
    EXPECT_EQ(is_country_code(text), std::regex_match(text, pattern)) << text;
  }
}

// C-060, C-151
TEST_F(OpenApi, LengthsAreThoseOfTheSchemas) {
  EXPECT_EQ(component(pairing, "PairingAttemptId").yaml->at("minLength").scalar,
            std::to_string(Limits::attempt_id_characters_min));
  const Yaml& record = component(registry, "EndpointRecord").yaml->at("properties");
  EXPECT_EQ(record.at({"name", "maxLength"}).scalar, std::to_string(Limits::registry_name_characters));
  EXPECT_EQ(record.at({"description", "maxLength"}).scalar, std::to_string(Limits::registry_description_characters));
}

TEST_F(OpenApi, TheComparisonSeesWhatIsChanged) {
  // A test of the test: the lines hold what they are said to hold.
  EXPECT_EQ(lines(component(pairing, "ConnectionDetails")),
            (Lines{"initiateSessionUrl required string", "accessToken required AccessToken",
                   "certificateFingerprint optional map"}));
  EXPECT_EQ(lines(component(registry, "EndpointRecord")).at(7), "regions required list of at least 1 CountryCode");
  EXPECT_EQ(lines(request(pairing, "/requestPairing")).at(4),
            "supportedCommunicationProtocols required list of one of WebSocket");
}

}  // namespace
}  // namespace s2::connect
