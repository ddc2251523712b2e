#include <house/device_process.hpp>

#include <gmock/gmock.h>

#include <sstream>

namespace s2::house {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(DeviceProcess, SettingsThatCannotBeEndIt) {
  DeviceOptions options;
  options.appliance = Appliance::battery;
  options.battery.capacity_wh = -1;
  std::ostringstream log;
  EXPECT_EQ(run_device(options, log), cannot_start);
  EXPECT_THAT(log.str(), StartsWith("s2: device battery: "));
}

TEST(DeviceProcess, AUrlThatIsNoneEndsIt) {
  DeviceOptions options;
  options.appliance = Appliance::load;
  options.url = "http://127.0.0.1";
  std::ostringstream log;
  EXPECT_EQ(run_device(options, log), cannot_start);
  EXPECT_THAT(log.str(), HasSubstr("s2: device load: "));
}

TEST(DeviceProcess, AUrlWithoutPathGetsTheNameOfTheDevice) {
  EXPECT_EQ(url_for("", "pv"), "ws://127.0.0.1:8765/pv");
  EXPECT_EQ(url_for("ws://hems.local:9000", "pv"), "ws://hems.local:9000/pv");
  EXPECT_EQ(url_for("ws://hems.local/", "pv"), "ws://hems.local/pv");
  EXPECT_EQ(url_for("ws://hems.local/s2/roof", "pv"), "ws://hems.local/s2/roof");
}

}  // namespace
}  // namespace s2::house
