#include "party.hpp"

#include <s2/store.hpp>

#include <filesystem>
#include <utility>

namespace s2::house {
namespace {

using namespace connect;

std::string file_of(const std::string& folder, const std::string& name) {
  return (std::filesystem::path(folder) / (name + ".db")).string();
}

Result<std::unique_ptr<Store>> open_memory(const std::string& folder, const std::string& name) {
  if (folder.empty()) return make_memory_store();
  return store::open_file(file_of(folder, name));
}

Result<bool> holds(const Party& own, const Party& peer) {
  const auto found = own.store->find({own.node.id, peer.node.id});
  if (!found) return Unexpected{found.error()};
  return *found && (*found)->state == PairingState::paired;
}

}  // namespace

Result<Party> open_party(const std::string& folder, const std::string& name, EnergyManagementRole role) {
  Party party;
  party.name = name;
  auto store = open_memory(folder, name);
  if (!store) return Unexpected{std::move(store).error()};
  party.store = std::move(*store);
  const auto id = host::node_id(*party.store, name);
  if (!id) return Unexpected{id.error()};
  party.node = {.id = *id,
                .brand = "s2-cpp",
                .type = role == EnergyManagementRole::cem ? "energy manager" : "simulated device",
                .model_name = "s2 demo",
                .user_defined_name = name,
                .role = role};
  return party;
}

void forget_party(const std::string& folder, const std::string& name) {
  if (folder.empty()) return;
  for (const char* tail : {"", "-wal", "-shm"}) {
    std::error_code not_there;
    std::filesystem::remove(file_of(folder, name) + tail, not_there);
  }
}

Result<bool> are_paired(const Party& one, const Party& other) {
  auto there = holds(one, other);
  return there && *there ? holds(other, one) : there;
}

}  // namespace s2::house
