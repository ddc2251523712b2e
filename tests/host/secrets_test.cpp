// What must not outlive its moment is in no file: pairing tokens, challenges, attempt ids, communication tokens.

#include "../store/folder.hpp"
#include "../transport/http/device.hpp"
#include "../transport/http/hub.hpp"
#include "../transport/peers.hpp"

#include <s2/connect/base64.hpp>
#include <s2/store.hpp>

#include <gmock/gmock.h>

#include <algorithm>

namespace s2::host {
namespace {

using namespace connect;

// Real chance that remembers what it gave: every secret of an endpoint is made of it.
class Remembered final : public Crypto {
 public:
  explicit Remembered(std::vector<std::string>& given) : given_(given) {}
  Sha256 sha256(BytesView data) override { return real_->sha256(data); }
  Sha256 hmac_sha256(BytesView key, BytesView message) override { return real_->hmac_sha256(key, message); }
  void random(std::span<std::uint8_t> data) override {
    real_->random(data);
    if (data.size() >= 16) given_.emplace_back(data.begin(), data.end());
  }

 private:
  std::vector<std::string>& given_;
  std::unique_ptr<Crypto> real_ = transport::make_crypto();
};

// How many of these a text holds, as they are or in Base64.
std::size_t held(const std::string& text, const std::vector<std::string>& secrets) {
  return static_cast<std::size_t>(std::count_if(secrets.begin(), secrets.end(), [&](const std::string& secret) {
    const auto written = to_base64({reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size()});
    return text.find(secret) != text.npos || text.find(written) != text.npos;
  }));
}

// C-297
TEST(Secrets, OfAllThatIsMadeOnlyTheAccessTokenIsKept) {
  transport::Loop loop;
  const store::Folder folder;
  std::vector<std::string> given;
  transport::HubWish wish;
  wish.store = store::open_file(folder.file("hub.db")).value();
  wish.crypto = std::make_unique<Remembered>(given);
  transport::Hub hub(loop, std::move(wish));
  transport::Device device(loop);
  device.crypto = std::make_unique<Remembered>(given);
  device.store = store::open_file(folder.file("device.db")).value();

  hub.issue();
  const auto outcome = device.pair(hub.base());
  ASSERT_TRUE(outcome && std::holds_alternative<Paired>(*outcome)) << device.problem;
  EXPECT_GE(given.size(), 4U) << "two challenges, the id of the attempt, the access token";
  EXPECT_EQ(held(folder.bytes(), given), 1U);
  EXPECT_EQ(folder.bytes().find(transport::hub_code), std::string::npos);

  SessionClient sessions(device.endpoint, *device.store, *device.crypto, {device.node.id, hub.node().id});
  const auto ready = device.ask_for_session(sessions);
  ASSERT_TRUE(ready) << device.problem;
  EXPECT_EQ(folder.bytes().find(ready->token.reveal()), std::string::npos) << "the communication token";
  EXPECT_LE(held(folder.bytes(), given), 2U) << "the access token, and perhaps the one before in the log ahead";
}

}  // namespace
}  // namespace s2::host
