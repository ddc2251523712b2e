// How long it takes to read, write and peek at a message.

#include "messages.hpp"

#include <benchmark/benchmark.h>

namespace s2::bench {
namespace {

constexpr Profile profile = Profile::v1_0_0;

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
  state.counters["bytes"] = static_cast<double>(bytes);
}

void decode_reused(benchmark::State& state, const std::string& text) {
  Decoder decoder;
  Message message;
  std::vector<Finding> notes;
  for (auto _ : state) {
    if (!decoder.decode_into(message, notes, text, profile)) state.SkipWithError("refused");
    benchmark::DoNotOptimize(message);
  }
  count_bytes(state, text.size());
}

void decode_fresh(benchmark::State& state, const std::string& text) {
  Decoder decoder;
  for (auto _ : state) {
    auto outcome = decoder.decode(text, profile);
    if (!outcome) state.SkipWithError("refused");
    benchmark::DoNotOptimize(outcome);
  }
  count_bytes(state, text.size());
}

void encode_reused(benchmark::State& state, const std::string& text) {
  const Message message = decode(text, profile)->message;
  std::string out;
  for (auto _ : state) {
    out.clear();
    if (!encode_to(out, message, profile)) state.SkipWithError("refused");
    benchmark::DoNotOptimize(out);
  }
  count_bytes(state, text.size());
}

void peek_at(benchmark::State& state, const std::string& text) {
  Decoder decoder;
  for (auto _ : state) benchmark::DoNotOptimize(decoder.peek(text));
  count_bytes(state, text.size());
}

BENCHMARK_CAPTURE(decode_reused, status, status);
BENCHMARK_CAPTURE(decode_reused, description_4_modes, description(4));
BENCHMARK_CAPTURE(decode_reused, description_10_modes, description(10));
BENCHMARK_CAPTURE(decode_fresh, status, status);
BENCHMARK_CAPTURE(decode_fresh, description_4_modes, description(4));
BENCHMARK_CAPTURE(encode_reused, status, status);
BENCHMARK_CAPTURE(encode_reused, description_4_modes, description(4));
BENCHMARK_CAPTURE(peek_at, status, status);
BENCHMARK_CAPTURE(peek_at, description_10_modes, description(10));

}  // namespace
}  // namespace s2::bench

BENCHMARK_MAIN();
