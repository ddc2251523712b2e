// Units: every quantity has one, and every number in a message says in which unit it is given.

#include "spec_dir.hpp"

#include <s2/model/message.hpp>

#include <simdjson.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace s2 {
namespace {

struct Expected {
  CommodityQuantity quantity;
  std::string_view unit;
  std::string_view official;  // the words of the official description
  bool is_power;
  std::optional<Commodity> commodity;
};

constexpr Expected all_quantities[] = {
    {CommodityQuantity::electric_power_l1, "W", "in Watt", true, Commodity::electricity},
    {CommodityQuantity::electric_power_l2, "W", "in Watt", true, Commodity::electricity},
    {CommodityQuantity::electric_power_l3, "W", "in Watt", true, Commodity::electricity},
    {CommodityQuantity::electric_power_3_phase_symmetric, "W", "in Watt", true, Commodity::electricity},
    {CommodityQuantity::natural_gas_flow_rate, "l/s", "in liters per second", false, Commodity::gas},
    {CommodityQuantity::hydrogen_flow_rate, "g/s", "in grams per second", false, std::nullopt},
    {CommodityQuantity::heat_temperature, "degC", "in degrees Celsius", false, Commodity::heat},
    {CommodityQuantity::heat_flow_rate, "l/s", "in liters per second", false, Commodity::heat},
    {CommodityQuantity::heat_thermal_power, "W", "in Watt", false, Commodity::heat},
    {CommodityQuantity::oil_flow_rate, "l/h", "in liters per hour", false, Commodity::oil},
};

TEST(Quantity, EveryQuantityHasItsUnitAndItsCommodity) {
  ASSERT_EQ(std::size(all_quantities), type_of<CommodityQuantity>().values.size());
  for (const auto& expected : all_quantities) {
    EXPECT_EQ(unit_of(expected.quantity), expected.unit) << name_of(expected.quantity);
    EXPECT_EQ(is_electric_power(expected.quantity), expected.is_power) << name_of(expected.quantity);
    EXPECT_EQ(commodity_of(expected.quantity), expected.commodity) << name_of(expected.quantity);
  }
}

class OfficialQuantity : public tests::SpecTest {};

TEST_F(OfficialQuantity, TheUnitsAreThoseOfTheOfficialDescription) {
  for (const auto* version : {"v1.0.0", "v0.0.2-beta"}) {
    simdjson::dom::parser parser;
    const auto path = tests::spec_dir() / "s2-json" / version / "schemas" / "CommodityQuantity.schema.json";
    const std::string said(parser.load(path.string())["description"].get_string().value());
    for (const auto& expected : all_quantities) {
      const std::size_t from = said.find(std::string(name_of(expected.quantity)) + ':');
      ASSERT_NE(from, said.npos) << name_of(expected.quantity);
      const std::string line = said.substr(from, said.find('\n', from) - from);
      EXPECT_NE(line.find(expected.official), line.npos) << line;
    }
  }
}

// Collects "Type/field" of every number without unit, below a type.
void numbers_without_unit(const Type& type, std::set<const Type*>& seen, std::set<std::string>& found) {
  if (!seen.insert(&type).second) return;
  for (const Field& field : type.fields) {
    const Type& item = field.type();
    const bool is_number = item.shape == Shape::number || item.name == "NumberRange";
    if (is_number && field.facts.unit == Unit::none) {
      found.insert(std::string(type.name) + '/' + std::string(field.name));
    }
    numbers_without_unit(item, seen, found);
  }
}

TEST(Quantity, EveryNumberOfEveryMessageHasAUnit) {
  std::set<const Type*> seen;
  std::set<std::string> found;
  for (const auto& message : message_types()) numbers_without_unit(message.type(), seen, found);
  // The ends of a range are in the unit of the member that holds the range.
  EXPECT_EQ(found, (std::set<std::string>{"NumberRange/start_of_range", "NumberRange/end_of_range"}));
}

TEST(Quantity, WhereTheUnitIsThatOfAQuantityTheQuantityStandsBesideIt) {
  // Beside or inside: a range of power says its quantity itself, an envelope's elements leave it to the envelope.
  std::set<std::string> alone;
  for (const auto& message : message_types()) {
    std::vector<const Type*> todo = {&message.type()};
    while (!todo.empty()) {
      const Type& type = *todo.back();
      todo.pop_back();
      const auto has_quantity = [](const Type& owner) {
        return std::any_of(owner.fields.begin(), owner.fields.end(),
                           [](const Field& field) { return &field.type() == &type_of<CommodityQuantity>(); });
      };
      for (const Field& field : type.fields) {
        todo.push_back(&field.type());
        if (field.facts.unit == Unit::of_quantity && !has_quantity(type) && !has_quantity(field.type())) {
          alone.insert(std::string(type.name) + '/' + std::string(field.name));
        }
      }
    }
  }
  EXPECT_EQ(alone,
            (std::set<std::string>{"PEBC.PowerEnvelopeElement/lower_limit", "PEBC.PowerEnvelopeElement/upper_limit"}));
}

TEST(Quantity, EveryUnitCanBePrinted) {
  for (int unit = 1; unit <= static_cast<int>(Unit::factor); ++unit) {
    EXPECT_FALSE(unit_text(static_cast<Unit>(unit)).empty()) << unit;
  }
  EXPECT_TRUE(unit_text(Unit::none).empty());
}

}  // namespace
}  // namespace s2
