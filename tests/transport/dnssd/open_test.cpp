// Which form of Avahi does the work.

#include "../peers.hpp"
#include "../private_network.hpp"

#include <s2/transport/dnssd.hpp>

#include <gmock/gmock.h>

#include <cstdlib>

namespace s2::transport {
namespace {

using testing::HasSubstr;

// A machine without D-Bus, and so without a daemon.
void without_daemon(const std::function<void()>& body) {
  in_private_network([&] {
    setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
    body();
  });
}

TEST(OpenDnssd, WithoutDaemonTheWorkIsDoneHere) {
  without_daemon([] {
    Loop loop;
    const auto dnssd = open_dnssd(loop);
    ASSERT_TRUE(dnssd) << dnssd.error().text;
    EXPECT_EQ((*dnssd)->backend(), "built in");
    EXPECT_THAT((*dnssd)->reason(), HasSubstr("D-Bus's system bus"));
  });
}

TEST(OpenDnssd, ADaemonThatIsAskedForIsRefusedWithAReason) {
  without_daemon([] {
    Loop loop;
    const auto dnssd = open_dnssd(loop, {.backend = DnssdBackend::daemon});
    ASSERT_FALSE(dnssd);
    EXPECT_EQ(dnssd.error().rule, "S2CPP-DNSSD");
    EXPECT_THAT(dnssd.error().text, HasSubstr("D-Bus's system bus"));
  });
}

TEST(OpenDnssd, AnInterfaceThatIsNotThereIsTold) {
  Loop loop;
  const auto dnssd = open_dnssd(loop, {.backend = DnssdBackend::built_in, .interfaces = {"no-such0"}});
  ASSERT_FALSE(dnssd);
  EXPECT_EQ(dnssd.error().rule, "S2CPP-DNSSD");
  EXPECT_EQ(dnssd.error().value, "no-such0");
}

TEST(OpenDnssd, AProgramMayEndInTheMiddleOfEverything) {
  without_daemon([] {
    Loop loop;
    bool called = false;
    {
      const auto dnssd = open_dnssd(loop).value();
      const auto browsing = dnssd->browse({.on_found = [&](const ServiceFound&) { called = true; },
                                           .on_gone = nullptr,
                                           .on_unusable = nullptr,
                                           .on_trouble = nullptr});
      dnssd->resolver()->look_up("evse.local", [&](const auto&) { called = true; });
      loop.run_one(Duration{10});
    }
    loop.run();
    EXPECT_FALSE(called);
  });
}

}  // namespace
}  // namespace s2::transport
