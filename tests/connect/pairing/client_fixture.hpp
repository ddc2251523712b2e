#pragma once
// A pairing client and the server it is joined with, whose answers a test may change.

#include "link.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace s2::tests {

inline constexpr std::string_view code = "ABCD234567";

/// A CEM in the LAN as client of an RM there: branch B. Tests that need branch A turn the roles round.
class PairingClientTest : public testing::Test {
 protected:
  void SetUp() override { serve(rm); }
  void serve(Party& party) {
    party.endpoint.issue(party.node.id, connect::Secret(code), start + connect::Limits::token_life);
  }
  Link& join(Party& client, Party& server) { return link.emplace(client, server, goal_for(client, server, code)); }
  Link& join() { return join(cem, rm); }
  Link& join_a() {
    serve(cem);
    return join(rm, cem);
  }
  // Replaces the answer to an operation.
  void answer(std::string operation, connect::Response response) {
    link->on_answer = [operation, response](const connect::Call& call, connect::Response& given) {
      if (call.target.ends_with(operation)) given = response;
      return true;
    };
  }
  // Changes the answer to requestPairing.
  template <class Change>
  void change_answer(Change change) {
    link->on_answer = [change](const connect::Call& call, connect::Response& given) {
      if (!call.target.ends_with("requestPairing")) return true;
      auto body = connect::decode<connect::RequestPairingResponse>(given.body).value();
      change(body);
      given.body = connect::encode(body);
      return true;
    };
  }
  template <class Change>
  void change_details(Change change) {
    link->on_answer = [change](const connect::Call& call, connect::Response& given) {
      if (!call.target.ends_with("requestConnectionDetails")) return true;
      auto body = connect::decode<connect::ConnectionDetails>(given.body).value();
      change(body);
      given.body = connect::encode(body);
      return true;
    };
  }
  void expect_called_off(connect::Problem why) {
    EXPECT_EQ(link->run(), connect::PairingStep::failed);
    EXPECT_EQ(link->why(), why) << (link->why() ? connect::text_of(*link->why()).id : "paired");
    ASSERT_FALSE(link->calls.empty());
    EXPECT_EQ(link->calls.back().body, R"({"success":false})");
    EXPECT_TRUE(cem.store.all().value().empty());
    EXPECT_TRUE(rm.store.all().value().empty());
  }
  void expect_failed(connect::Problem why) {
    EXPECT_EQ(link->run(), connect::PairingStep::failed);
    EXPECT_EQ(link->why(), why) << (link->why() ? connect::text_of(*link->why()).id : "paired");
    for (const connect::Call& call : link->calls) EXPECT_NE(call.body, R"({"success":false})");
  }

  Party cem{1, connect::Role::cem, connect::Deployment::lan, "hub.local"};
  Party rm{2, connect::Role::rm, connect::Deployment::lan, "evse1038.local"};
  std::optional<Link> link;
};

}  // namespace s2::tests
