// Sockets that are opened, asked, and closed again.

#include <s2/transport/probe.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/multicast.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ip/v6_only.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <string>

namespace s2::transport {
namespace {

namespace ip = boost::asio::ip;
using Error = boost::system::error_code;

Unexpected<Finding> refused(const Error& error, const std::string& value) {
  return {Finding{
      .rule = "S2CPP-DNSSD", .severity = Severity::error, .pointer = "", .value = value, .text = error.message()}};
}

Result<void> joined(const ip::multicast::join_group& group, const ip::udp& family, const std::string& name) {
  boost::asio::io_context context;
  ip::udp::socket socket(context);
  Error error;
  socket.open(family, error);
  if (!error) socket.set_option(group, error);
  if (error) return refused(error, name);
  return {};
}

}  // namespace

Result<void> probe_multicast(const NetworkInterface& interface) {
  const auto is_v4 = [](const std::string& address) { return address.find(':') == address.npos; };
  const auto v4 = std::find_if(interface.addresses.begin(), interface.addresses.end(), is_v4);
  Error error;
  if (v4 != interface.addresses.end()) {
    const auto own = ip::make_address_v4(*v4, error);
    if (error) return refused(error, interface.name);
    return joined(ip::multicast::join_group(ip::make_address_v4("224.0.0.251"), own), ip::udp::v4(), interface.name);
  }
  const auto index = static_cast<unsigned long>(interface.index);
  return joined(ip::multicast::join_group(ip::make_address_v6("ff02::fb"), index), ip::udp::v6(), interface.name);
}

Result<void> probe_shared_port(std::uint16_t port) {
  using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
  boost::asio::io_context context;
  ip::udp::socket socket(context);
  Error error;
  socket.open(ip::udp::v4(), error);
  if (!error) socket.set_option(ip::udp::socket::reuse_address(true), error);
  if (!error) socket.set_option(ReusePort(true), error);
  if (!error) socket.bind({ip::udp::v4(), port}, error);
  if (error) return refused(error, std::to_string(port));
  return {};
}

}  // namespace s2::transport
