#pragma once
// The store of S2 Connect in a file: SQLite, for one process at a time.

#include <s2/base/result.hpp>
#include <s2/connect/store.hpp>

#include <memory>
#include <string>

namespace s2::store {

/// How a store in a file is opened.
struct FileOptions {
  /// 32 bytes with which tokens and values are sealed (AES-256-GCM), from a file or a credential of the service
  /// manager; empty: they stand in the file as they are, which only its owner may read. A store keeps to what it began
  /// with.
  std::string key = {};
};

/// Opens a store, or makes it: a file for its owner alone (mode 0600), written ahead (WAL) and flushed at every change,
/// so that it survives a crash at any moment (C-293, C-294, C-296). An older layout is brought up to date first. Fails
/// with "S2CPP-STORE" and what to do: no such folder, no right to write, another program has it open, no store at all,
/// a newer program wrote it, another key sealed it.
Result<std::unique_ptr<connect::Store>> open_file(const std::string& path, const FileOptions& options = {});

/// Copies a store into a new file while it may be in use; secrets stay sealed. Fails with "S2CPP-STORE", also when the
/// file exists already.
Result<void> back_up(const std::string& path, const std::string& copy);

/// Reads a key of 32 bytes from a file: the bytes themselves or 64 hexadecimal digits. Fails with "S2CPP-STORE".
Result<std::string> key_from_file(const std::string& path);

}  // namespace s2::store
