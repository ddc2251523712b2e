#pragma once
// Audit: the trail of everything that concerns trust: who was paired, refused, unpaired, whose identity changed.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>
#include <s2/connect/store.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace s2::host {

/// One entry. It holds no secret: tokens appear as the beginning of their SHA-256 (C-302).
struct AuditEntry {
  Time time;                            ///< when
  std::string_view event;               ///< stable word, e.g. "paired", "pairing-failed", "refused", "unpaired",
                                        ///< "identity-changed", "session-opened", "session-refused"
  std::optional<connect::Pair> pair{};  ///< which nodes, when both are known
  std::string source{};                 ///< address it came from; empty when it was we
  std::string why{};                    ///< id of the Problem or requirement; may be empty
  std::string text{};                   ///< a sentence
};

/// Where entries go.
class Audit {
 public:
  virtual ~Audit() = default;
  /// Takes an entry, in the order of time.
  virtual void note(const AuditEntry& entry) = 0;
};

/// An entry as one line of JSON, for files and for machines; ends with a line feed.
std::string audit_line(const AuditEntry& entry);

/// Appends to a file (mode 0600), a line an entry, and keeps it below a size by starting anew behind a ".1" (the one
/// before goes). Fails with "S2CPP-AUDIT".
Result<std::unique_ptr<Audit>> open_audit(const std::string& path, std::size_t most_bytes = 4 * 1024 * 1024);

}  // namespace s2::host
