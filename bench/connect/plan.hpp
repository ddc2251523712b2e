#pragma once
// What is measured, and how much of it.

#include <s2/base/time.hpp>

#include <cstdint>
#include <string>

namespace s2::bench {

/// What the command line says. Every run may throw std::runtime_error.
struct Plan {
  std::string server;                ///< the program s2_connect_server
  std::uint32_t count = 0;           ///< pairings, devices or stored pairings; 0 takes what is published
  std::uint32_t per_second = 1'000;  ///< messages each way
  s2::Duration span{30'000};         ///< of messages
  std::uint32_t threads = 0;         ///< of the server, beside the one that decides
};

/// Messages both ways through a session, by a schedule.
void measure_latency(const Plan& plan);
/// Pairings by code, one after the other.
void measure_pairing(const Plan& plan);
/// Devices that are paired, all at once at a server that has just begun.
void measure_storm(const Plan& plan);
/// A server with very many pairings.
void measure_crowd(const Plan& plan);

}  // namespace s2::bench
