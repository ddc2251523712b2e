// Looking around: what is told while it goes on, and how it ends.

#include "../string_console.hpp"
#include "scripted_dnssd.hpp"

#include <discover/discover_process.hpp>

#include <gmock/gmock.h>

namespace s2::tests {
namespace {

using testing::HasSubstr;

struct Scene {
  StringConsole strings;
  transport::Loop loop;
  ScriptedDnssd dnssd;
  app::DiscoverOptions options;

  // Runs with something that happens soon.
  int run(const std::function<void()>& happens) {
    loop.after(Duration{0}, happens);
    return app::run_discover(options, loop, dnssd, strings.console);
  }
};

TEST(Discover, WhoComesAndGoesIsALineEach) {
  Scene scene;
  scene.options.span = Duration{20};
  EXPECT_EQ(scene.run([&] {
    scene.dnssd.browser.on_found(charger());
    scene.dnssd.browser.on_gone("evse1038");
  }),
            app::done);
  EXPECT_EQ(scene.strings.out.str(), "+ RM  https://evse1038.local:8443/pairing/  evse1038\n- evse1038\n");
  EXPECT_EQ(scene.strings.err.str(), "");
}

TEST(Discover, OnceIsATableAtTheEnd) {
  Scene scene;
  scene.options.once = true;
  scene.options.span = Duration{20};
  EXPECT_EQ(scene.run([&] { scene.dnssd.browser.on_found(charger()); }), app::done);
  EXPECT_THAT(scene.strings.out.str(), testing::StartsWith("NAME     HOSTS   URL\nCharger"));
}

TEST(Discover, NobodyIsToldAndWhatToDo) {
  Scene scene;
  scene.options.once = true;
  scene.options.span = Duration{20};
  EXPECT_EQ(scene.run([] {}), app::refused);
  EXPECT_EQ(scene.strings.out.str(), "");
  EXPECT_THAT(scene.strings.err.str(), HasSubstr("was heard (scripted); s2 doctor"));
}

TEST(Discover, MachinesAreToldEverythingInJson) {
  Scene scene;
  scene.options.json = true;
  scene.options.span = Duration{20};
  Finding why;
  why.rule = "C-044";
  scene.run([&] {
    scene.dnssd.browser.on_found(charger());
    scene.dnssd.browser.on_unusable("printer", why);
    scene.dnssd.browser.on_trouble(why);
    scene.dnssd.browser.on_gone("evse1038");
  });
  const std::string told = scene.strings.out.str();
  EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 5);
  EXPECT_THAT(told, testing::StartsWith("{\"event\":\"begun\",\"backend\":\"scripted\",\"reason\":\"\"}\n"));
  for (const char* event : {"found", "unusable", "trouble", "gone"}) {
    EXPECT_THAT(told, HasSubstr("{\"event\":\"" + std::string(event) + "\""));
  }
}

TEST(Discover, TroubleIsToldAndItGoesOn) {
  Scene scene;
  scene.options.span = Duration{20};
  Finding why;
  why.text = "port 5353 is\x1B[2J gone";
  EXPECT_EQ(scene.run([&] {
    scene.dnssd.browser.on_trouble(why);
    scene.dnssd.browser.on_found(charger());
  }),
            app::done);
  EXPECT_THAT(scene.strings.err.str(), HasSubstr("port 5353 is"));
  EXPECT_EQ(scene.strings.err.str().find('\x1B'), std::string::npos);
}

}  // namespace
}  // namespace s2::tests
