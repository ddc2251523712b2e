// Host names are normalised before anybody compares or hashes them.

#include <s2/connect/base_url.hpp>

#include <gtest/gtest.h>

namespace s2::connect {
namespace {

std::string normal(std::string_view name) {
  const auto host = normalised_host(name);
  return host ? *host : host.error().rule;
}

// C-085
TEST(HostName, LosesUpperCaseAndItsTrailingDot) {
  EXPECT_EQ(normal("Pairing.S2.Example.COM."), "pairing.s2.example.com");
  EXPECT_EQ(normal("evse1038.local"), "evse1038.local");
}

// C-085
TEST(HostName, LettersBeyondAsciiBecomeALabels) {
  EXPECT_EQ(normal("bücher.example"), "xn--bcher-kva.example");
  EXPECT_EQ(normal("BÜCHER.example"), "xn--bcher-kva.example");
  EXPECT_EQ(normal("ПОЧЕМУ.example"), normal("почему.example"));
  EXPECT_EQ(normal("bücher。example"), "xn--bcher-kva.example");
  EXPECT_EQ(normal("XN--bcher-KVA.example"), "xn--bcher-kva.example");
}

// C-085
TEST(HostName, WhatIsNoNameIsRefused) {
  for (const auto* name : {"", ".", "..", "a..b", "a b", "a/b", "-a", "a-", "a.-b.c", "a:1", "a@b", "b\xFC.example",
                           "a\tb", "%61", "[::1]"}) {
    EXPECT_EQ(normal(name), "C-085") << name;
  }
}

// C-085
TEST(HostName, LabelsAndNamesHaveTheLengthsOfDns) {
  const std::string label(63, 'a');
  EXPECT_EQ(normal(label), label);
  EXPECT_EQ(normal(label + 'a'), "C-085");
  const std::string name = label + '.' + label + '.' + label + '.' + std::string(61, 'b');
  EXPECT_EQ(normal(name), name);
  EXPECT_EQ(normal(name + 'b'), "C-085");
  EXPECT_EQ(normal(std::string(100'000, 'a')), "C-085");
}

}  // namespace
}  // namespace s2::connect
