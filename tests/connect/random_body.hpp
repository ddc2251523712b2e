#pragma once
// Random bodies, made from the tables.

#include <s2/connect/limits.hpp>
#include <s2/connect/messages.hpp>

#include <cstdint>
#include <random>
#include <string>

namespace s2::tests {

/// Makes values of any type of S2 Connect that its schema allows. The same seed gives the same values.
class RandomBody {
 public:
  explicit RandomBody(std::uint64_t seed) : generator_(seed) {}

  template <class T>
  T make() {
    T object{};
    fill(type_of<T>(), &object);
    return object;
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(generator_() % n); }

  std::string word(std::size_t least, std::size_t most, std::string_view letters) {
    std::string text;
    for (std::size_t left = least + below(most - least + 1); left > 0; --left) text += letters[below(letters.size())];
    return text;
  }

  connect::Bytes bytes(std::size_t count) {
    connect::Bytes data(count);
    for (auto& byte : data) byte = static_cast<std::uint8_t>(generator_());
    return data;
  }

  void fill(const Type& type, void* slot) {
    using namespace connect;
    constexpr std::string_view plain = "ABCxyz0189";
    const auto is = [&]<class T>(T*& value) {
      value = &type == &type_of<T>() ? static_cast<T*>(slot) : nullptr;
      return value != nullptr;
    };
    if (NodeId* id = nullptr; is(id)) {
      for (auto& byte : id->uuid) byte = static_cast<std::uint8_t>(generator_());
    } else if (NodeIdAlias* alias = nullptr; is(alias)) {
      alias->text = word(1, connect::Limits::alias_max, plain);
    } else if (Secret* secret = nullptr; is(secret)) {
      *secret = Secret(word(1, 60, "AZaz09+/="));
    } else if (PairingAttemptId* attempt = nullptr; is(attempt)) {
      *attempt = PairingAttemptId(word(connect::Limits::attempt_id_characters_min, 60, "AZaz09+/="));
    } else if (Challenge* challenge = nullptr; is(challenge)) {
      challenge->bytes = bytes(connect::Limits::challenge_bytes_min + below(100));
    } else if (ChallengeResponse* response = nullptr; is(response)) {
      response->bytes = bytes(32);
    } else if (CountryCode* country = nullptr; is(country)) {
      country->text = word(2, 2, "NLBE");
    } else if (CertificateFingerprint* fingerprint = nullptr; is(fingerprint)) {
      fingerprint->sha256.reset();
      if (below(4) > 0) fingerprint->sha256.emplace().bytes[below(32)] = static_cast<std::uint8_t>(generator_());
    } else {
      fill_by_shape(type, slot);
    }
  }

  void fill_by_shape(const Type& type, void* slot) {
    switch (type.shape) {
      case Shape::text:
        *static_cast<std::string*>(slot) = word(0, 40, "ab\"\\/\n {}[]:,\x7F");
        return;
      case Shape::boolean:
        *static_cast<bool*>(slot) = below(2) == 0;
        return;
      case Shape::enumeration:
        *static_cast<std::uint8_t*>(slot) = static_cast<std::uint8_t>(below(type.values.size()));
        return;
      default:
        for (const Field& field : type.fields) fill(field, slot);
    }
  }

  void fill(const Field& field, void* object) {
    if (field.may_be_absent && below(2) == 0) return field.clear(object);
    void* slot = field.write(object);
    if (field.list == nullptr) return fill(field.type(), slot);
    const std::size_t count = field.facts.items.min + below(4);
    field.list->resize(slot, count);
    for (std::size_t i = 0; i < count; ++i) fill(field.type(), field.list->slot(slot, i));
  }

  std::mt19937_64 generator_;
};

/// Calls `visit` for every type that is a body or an item of one.
template <class Visit>
void for_each_body(Visit visit) {
  using namespace connect;
  visit.template operator()<EndpointDescription>();
  visit.template operator()<NodeDescription>();
  visit.template operator()<ConnectionDetails>();
  visit.template operator()<RequestPairingRequest>();
  visit.template operator()<RequestPairingResponse>();
  visit.template operator()<RequestConnectionDetailsRequest>();
  visit.template operator()<PostConnectionDetailsRequest>();
  visit.template operator()<FinalizePairingRequest>();
  visit.template operator()<PreparePairingRequest>();
  visit.template operator()<CancelPreparePairingRequest>();
  visit.template operator()<WaitForPairingRequestItem>();
  visit.template operator()<WaitForPairingResponseItem>();
  visit.template operator()<PairingResponseErrorMessage>();
  visit.template operator()<InitiateSessionRequest>();
  visit.template operator()<InitiateSessionResponse>();
  visit.template operator()<WebSocketCommunicationDetails>();
  visit.template operator()<UnpairRequest>();
  visit.template operator()<CommunicationDetailsErrorMessage>();
  visit.template operator()<EndpointRecord>();
}

}  // namespace s2::tests
