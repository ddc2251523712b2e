#pragma once
// A registry in a file: a JSON array of endpoint records, as the registry's API answers them.

#include <s2/base/result.hpp>
#include <s2/connect/registry.hpp>

#include <string>
#include <vector>

namespace s2::app {

/// Largest file of a registry, in bytes.
inline constexpr std::size_t registry_bytes = std::size_t{16} * 1024 * 1024;

/// Reads the records. Fails with "S2CPP-FILE", or with C-060 and the record that is none.
Result<connect::RegistryServer> read_registry(const std::string& file);

/// Writes the records in place of the file: all of them or none. Fails with "S2CPP-FILE".
Result<void> write_registry(const std::string& file, const std::vector<connect::EndpointRecord>& records);

}  // namespace s2::app
