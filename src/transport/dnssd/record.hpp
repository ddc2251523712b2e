#pragma once
// Records of DNS as they come from strangers: the names and the data of those that service discovery uses (RFC 1035,
// 3.3; RFC 2782; RFC 6763).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2::transport::dnssd {

/// The types that are asked for.
enum class RecordType : std::uint16_t { a = 1, ptr = 12, txt = 16, aaaa = 28, srv = 33 };

/// A name, label by label.
using Name = std::vector<std::string>;

/// Longest name in its written form, in bytes (RFC 1035, 2.3.4).
inline constexpr std::size_t name_bytes = 255;
/// Longest label, in bytes (RFC 1035, 2.3.4).
inline constexpr std::size_t label_bytes = 63;

/// Reads a name that fills the data to its end; nothing refers to elsewhere, since records come alone. Empty when it is
/// none.
std::optional<Name> read_name(std::string_view data);

/// A name as Avahi takes it: dots between labels, and whatever is no letter, digit, dash or underscore escaped.
std::string escaped(const Name& name);

/// What an SRV record says.
struct Service {
  Name host;               ///< where it is
  std::uint16_t port = 0;  ///< and behind which port
};

/// Reads the data of an SRV record.
std::optional<Service> read_service(std::string_view data);

/// Reads the data of a TXT record: at most connect::Limits::txt_strings strings, as far as they are whole.
std::vector<std::string> read_strings(std::string_view data);

/// Reads the data of an A or AAAA record that was heard on an interface: numerically, a link-local address with its
/// scope. Empty for what cannot be a neighbour's address: of a wrong length, unspecified, multicast; and loopback
/// unless it was heard there, so that no stranger points us at ourselves.
std::optional<std::string> read_address(RecordType type, std::string_view data, const std::string& interface,
                                        bool heard_on_loopback);

}  // namespace s2::transport::dnssd
