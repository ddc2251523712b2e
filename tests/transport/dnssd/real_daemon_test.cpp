// Avahi's own daemon, with real multicast on a loopback that nobody shares, beside its core in this process.

#include "../peers.hpp"
#include "../private_network.hpp"
#include "daemon_scene.hpp"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

namespace s2::transport::dnssd {
namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr const char* program = "/usr/sbin/avahi-daemon";

constexpr const char* configuration = R"([server]
host-name=house
use-ipv4=yes
use-ipv6=no
enable-dbus=yes
disallow-other-stacks=no
[wide-area]
enable-wide-area=no
)";

// The daemon, in a /run of its own.
class RealDaemon {
 public:
  RealDaemon() {
    EXPECT_EQ(mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr), 0);
    EXPECT_EQ(mount("tmpfs", "/run", "tmpfs", 0, nullptr), 0);
    std::ofstream("/run/avahi.conf") << configuration;
    start();
  }
  RealDaemon(const RealDaemon&) = delete;
  RealDaemon& operator=(const RealDaemon&) = delete;
  ~RealDaemon() { stop(); }

  void start() {
    process_ = fork();
    if (process_ != 0) return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
    execl(program, program, "--no-drop-root", "--no-chroot", "--no-rlimits", "--no-proc-title", "-f", "/run/avahi.conf",
          nullptr);
    _exit(127);
  }
  void stop() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }

 private:
  pid_t process_ = 0;
};

// One endpoint.
struct End {
  End(Loop& its_loop, std::unique_ptr<Dnssd> its_dnssd) : loop(its_loop), dnssd(std::move(its_dnssd)) {
    browsing = dnssd->browse({.on_found = [this](const ServiceFound& one) { found[one.instance] = one; },
                              .on_gone = [this](const std::string& instance) { found.erase(instance); },
                              .on_unusable = nullptr,
                              .on_trouble = [this](const Finding& why) { troubles.push_back(why.text); }});
  }
  void publish(const std::string& host, int port) {
    connect::Advertisement says;
    says.name = "At " + host;
    says.pairing_url = connect::BaseUrl::parse("https://" + host + ":" + std::to_string(port) + "/").value();
    says.has_rm = true;
    published = dnssd->publish(connect::service_record(says).value(),
                               {.on_published = [this] { ++times_published; },
                                .on_trouble = [this](const Finding& why) { troubles.push_back(why.text); }});
  }
  bool sees(const std::string& instance) const {
    const auto one = found.find(instance);
    return one != found.end() && one->second.says.has_rm && !one->second.addresses.empty();
  }
  std::string resolved(const std::string& host) {
    std::optional<Result<std::vector<std::string>>> came;
    dnssd->resolver()->look_up(host, [&](auto answer) { came.emplace(std::move(answer)); });
    EXPECT_TRUE(until(loop, [&] { return came.has_value(); }));
    return *came ? came->value().front() : came->error().text;
  }

  Loop& loop;
  std::unique_ptr<Dnssd> dnssd;
  std::map<std::string, ServiceFound> found;
  std::vector<std::string> troubles;
  int times_published = 0;
  std::unique_ptr<Ongoing> browsing;
  std::unique_ptr<Published> published;
};

std::unique_ptr<Dnssd> by_daemon(Loop& loop) {
  std::unique_ptr<Dnssd> dnssd;
  EXPECT_TRUE(until(loop, [&] {
    if (auto opened = open_dnssd(loop)) dnssd = std::move(*opened);
    return dnssd && dnssd->backend() == "avahi-daemon";
  }));
  return dnssd;
}

std::unique_ptr<Dnssd> by_core(Loop& loop) { return open_dnssd(loop, {.backend = DnssdBackend::built_in}).value(); }

// A machine with the daemon, on which one endpoint asks it and the other does without.
struct Lan {
  PrivateBus bus;
  RealDaemon daemon;
  Loop loop;
  End charger{loop, by_daemon(loop)};
  End manager{loop, by_core(loop)};
};

class AvahiDaemon : public DaemonTest {
 protected:
  void SetUp() override {
    if (!has_bus() || !has_program(program, "avahi-daemon")) return;
    if (geteuid() != 0) GTEST_SKIP() << "avahi-daemon wants to be begun by root";
  }
};

// C-040 to C-043, C-054
TEST_F(AvahiDaemon, EndpointsByTheDaemonAndWithoutItFindEachOther) {
  in_private_network([] {
    Lan lan;
    auto& [bus, daemon, loop, charger, manager] = lan;
    charger.publish("evse1038.local", 8443);
    ASSERT_TRUE(until(loop, [&] { return manager.sees("evse1038"); }));
    EXPECT_EQ(manager.found["evse1038"].says.name, "At evse1038.local");
    EXPECT_THAT(manager.found["evse1038"].addresses, Contains("127.0.0.1"));
    EXPECT_EQ(charger.times_published, 1);
    EXPECT_EQ(manager.resolved("evse1038.local"), "127.0.0.1");
    manager.publish("hems.local", 9000);
    ASSERT_TRUE(until(loop, [&] { return charger.sees("hems"); }));
    EXPECT_EQ(charger.resolved("hems.local"), "127.0.0.1");
    EXPECT_THAT(charger.resolved("nobody.local"), HasSubstr("nobody.local"));
    charger.published.reset();
    EXPECT_TRUE(until(loop, [&] { return !manager.found.contains("evse1038"); }));
    manager.published.reset();
    EXPECT_TRUE(until(loop, [&] { return !charger.found.contains("hems"); }));
    EXPECT_TRUE(charger.troubles.empty());
  });
}

TEST_F(AvahiDaemon, ANameThatIsTakenIsToldAndNothingIsRenamed) {
  in_private_network([] {
    PrivateBus bus;
    RealDaemon daemon;
    Loop loop;
    End first(loop, by_daemon(loop));
    End second(loop, by_daemon(loop));
    first.publish("evse1038.local", 8443);
    ASSERT_TRUE(until(loop, [&] { return first.times_published == 1; }));
    second.publish("evse1038.local", 9000);
    ASSERT_TRUE(until(loop, [&] { return !second.troubles.empty(); }));
    EXPECT_THAT(second.troubles[0], HasSubstr("evse1038.local is taken"));
    EXPECT_EQ(second.times_published, 0);
  });
}

// It has this name already, with the same addresses.
TEST_F(AvahiDaemon, AnEndpointMayHaveTheNameOfItsMachine) {
  in_private_network([] {
    Lan lan;
    auto& [bus, daemon, loop, charger, manager] = lan;
    charger.publish("house.local", 8443);
    EXPECT_TRUE(until(loop, [&] { return manager.sees("house"); }));
    EXPECT_EQ(manager.resolved("house.local"), "127.0.0.1");
    EXPECT_TRUE(charger.troubles.empty());
  });
}

TEST_F(AvahiDaemon, WhenItIsStartedAgainEverythingGoesOn) {
  in_private_network([] {
    Lan lan;
    auto& [bus, daemon, loop, charger, manager] = lan;
    charger.publish("evse1038.local", 8443);
    manager.publish("hems.local", 9000);
    ASSERT_TRUE(until(loop, [&] { return manager.sees("evse1038") && charger.sees("hems"); }));
    daemon.stop();
    ASSERT_TRUE(until(loop, [&] { return !manager.found.contains("evse1038") && charger.found.empty(); }));
    EXPECT_THAT(charger.troubles, Contains(HasSubstr("avahi-daemon has ended")));
    daemon.start();
    EXPECT_TRUE(until(loop, [&] { return manager.sees("evse1038") && charger.sees("hems"); }));
    EXPECT_EQ(charger.times_published, 2);
  });
}

}  // namespace
}  // namespace s2::transport::dnssd
