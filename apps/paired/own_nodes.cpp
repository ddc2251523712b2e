#include "own_nodes.hpp"

#include "text_layout.hpp"

#include <s2/transport/crypto.hpp>

#include <algorithm>
#include <sstream>

namespace s2::paired {
namespace {

using connect::Role;

// One line a node: id, role, name.
constexpr const char* nodes_value = "program.nodes";

Unexpected<Finding> fault(std::string text) {
  return {
      Finding{.rule = "S2CPP-NODE", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

bool is_name(const std::string& name) {
  return !name.empty() && name.size() <= node_name_bytes && app::harmless(name) == name &&
         name.find('\n') == name.npos && name.front() != ' ' && name.back() != ' ';
}

std::string written(const std::vector<OwnNode>& nodes) {
  std::string text;
  for (const auto& node : nodes)
    text += node.id.text() + ' ' + std::string(word_of(node.role)) + ' ' + node.name + '\n';
  return text;
}

std::optional<OwnNode> read_line(const std::string& line) {
  std::istringstream words(line);
  std::string id;
  std::string role;
  OwnNode node;
  words >> id >> role >> std::ws;
  std::getline(words, node.name);
  const auto parsed = connect::parse_node_id(id);
  if (!parsed || (role != "cem" && role != "rm") || node.name.empty()) return std::nullopt;
  node.id = *parsed;
  node.role = role == "cem" ? Role::cem : Role::rm;
  return node;
}

Result<OwnNode> add(connect::Store& store, std::vector<OwnNode> nodes, Role role, const std::string& name) {
  if (!is_name(name))
    return fault("a node is called by at most 64 printable characters; '" + app::shortened(app::harmless(name)) +
                 "' are none");
  OwnNode node{.id = connect::make_node_id(*transport::make_crypto()), .role = role, .name = name};
  nodes.push_back(node);
  if (auto set = store.set_value(nodes_value, written(nodes)); !set) return Unexpected{std::move(set).error()};
  return node;
}

}  // namespace

Result<std::vector<OwnNode>> own_nodes(connect::Store& store) {
  const auto value = store.value(nodes_value);
  if (!value) return Unexpected{value.error()};
  std::vector<OwnNode> nodes;
  std::istringstream lines(value->value_or(""));
  for (std::string line; std::getline(lines, line);) {
    if (auto node = read_line(line)) nodes.push_back(std::move(*node));
  }
  return nodes;
}

Result<OwnNode> own_node(connect::Store& store, Role role, const std::string& name) {
  auto nodes = own_nodes(store);
  if (!nodes) return Unexpected{std::move(nodes).error()};
  std::vector<const OwnNode*> fitting;
  std::string names;
  for (const auto& node : *nodes) {
    if (node.role != role || (!name.empty() && node.name != name)) continue;
    fitting.push_back(&node);
    names += (names.empty() ? "" : ", ") + node.name;
  }
  if (fitting.size() == 1) return *fitting.front();
  if (fitting.size() > 1) return fault("there are several nodes here (" + names + "); say which with --node NAME");
  return add(store, std::move(*nodes), role, name.empty() ? std::string(word_of(role)) : name);
}

connect::NodeDescription described(const OwnNode& node, std::string type) {
  return {.id = node.id,
          .brand = "s2-cpp",
          .type = std::move(type),
          .model_name = "s2",
          .user_defined_name = node.name,
          .role = node.role};
}

std::string_view word_of(Role role) { return role == Role::cem ? "cem" : "rm"; }

std::string name_of(const connect::NodeDescription& node) {
  const std::string name = node.user_defined_name.value_or("");
  return app::shortened(app::harmless(name.empty() ? node.brand + ' ' + node.model_name : name));
}

}  // namespace s2::paired
