// What messages mean.

#include <explain/meaning.hpp>

#include <model/example_message.hpp>

#include <gtest/gtest.h>

#include <set>

namespace s2::app {
namespace {

TEST(Meaning, EveryMessageMeansSomethingAndNothingTwice) {
  const Registry nothing;
  const Observation seen;
  for (const MessageType& type : message_types()) {
    const Message message = example_message(type.kind, type.only.value_or(Profile::v1_0_0));
    for (const Observation* observation : {static_cast<const Observation*>(nullptr), &seen}) {
      const Facts facts = meaning_of(message, {nothing, Time{}, observation});
      std::set<std::string> names;
      for (const Fact& fact : facts.all()) {
        EXPECT_TRUE(names.insert(fact.name).second) << type.name() << ' ' << fact.name;
        EXPECT_FALSE(fact.lines.empty()) << type.name() << ' ' << fact.name;
      }
      EXPECT_FALSE(names.empty()) << type.name();
    }
  }
}

TEST(Meaning, CostsAreInTheCurrencyOfTheDetails) {
  Registry registry;
  EXPECT_EQ(currency_of({registry, Time{}, nullptr}), "currency");
  registry.details.emplace();
  registry.details->currency = Currency::eur;
  EXPECT_EQ(currency_of({registry, Time{}, nullptr}), "EUR");
}

}  // namespace
}  // namespace s2::app
