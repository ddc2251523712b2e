#pragma once
// StorePlace: where the pairings of this user live, and the key that seals them.

#include <s2/base/result.hpp>
#include <s2/store.hpp>

#include <memory>
#include <string>

namespace s2::paired {

/// Which store, as it is told on the command line.
struct StorePlace {
  std::string file;                   ///< path; empty for the usual one
  std::string key_file;               ///< key that seals it; empty for the credential of the service manager, or none
  std::string usual = "pairings.db";  ///< name of the usual one
};

/// Name of the credential that is looked for in $CREDENTIALS_DIRECTORY (systemd: LoadCredential=).
inline constexpr const char* key_credential = "s2-store-key";

/// The file of a place: the one that was told, else the usual one in $XDG_STATE_HOME/s2, else in ~/.local/state/s2.
/// Fails with "S2CPP-STORE" when neither variable says where.
Result<std::string> file_of(const StorePlace& place);

/// Opens a store for writing; makes it, and the usual folder (mode 0700), at the first time. Fails with "S2CPP-STORE",
/// also while another program has it open.
Result<std::unique_ptr<connect::Store>> open_store(const StorePlace& place);

/// A copy of a store to look at, which goes with this object; works while another program has the store open.
class StoreCopy {
 public:
  /// Fails with "S2CPP-STORE", also when there is no store yet.
  static Result<StoreCopy> open(const StorePlace& place);
  StoreCopy(StoreCopy&&) = default;
  StoreCopy& operator=(StoreCopy&&) = delete;
  ~StoreCopy();

  /// What it holds.
  connect::Store& store() const { return *store_; }

 private:
  explicit StoreCopy(std::string folder) : folder_(std::make_unique<std::string>(std::move(folder))) {}

  std::unique_ptr<std::string> folder_;  // null once it was moved away
  std::unique_ptr<connect::Store> store_;
};

}  // namespace s2::paired
