#pragma once
// Limits of S2 Connect: every number of its text, and every bound that protects us from a peer, by name.

#include <s2/base/time.hpp>

#include <cstddef>

namespace s2::connect {

/// Numbers of the specification and bounds of ours. What a peer can exceed is tested at N and N+1.
struct Limits {
  // --- Bodies and texts
  // -----------------------------------------------------------------------------------------------

  /// Largest body of a request that is looked at, in bytes (C-022).
  static constexpr std::size_t request_bytes = 64 * 1024;
  /// Largest body of an answer that is looked at, in bytes (C-022).
  static constexpr std::size_t response_bytes = 256 * 1024;
  /// Longest name, URL or other text of a peer in a body, in bytes (C-304).
  static constexpr std::size_t text_bytes = 2048;
  /// Longest URL, in bytes (C-304).
  static constexpr std::size_t url_bytes = 2048;
  /// Longest token or pairing attempt id that is taken from a peer, in bytes (C-013, C-304).
  static constexpr std::size_t secret_bytes = 4096;
  /// Longest list of versions, protocols or algorithms that is kept; what follows is ignored (C-007).
  static constexpr std::size_t list_items = 256;

  // --- Secrets
  // --------------------------------------------------------------------------------------------------------

  /// Random bytes of a pairingAttemptId of ours; 32 characters in Base64 (C-151).
  static constexpr std::size_t attempt_id_random_bytes = 24;
  /// Shortest pairingAttemptId that is taken, in characters (C-151).
  static constexpr std::size_t attempt_id_characters_min = 32;
  /// Random bytes of an access token or communication token of ours (C-162, C-202).
  static constexpr std::size_t token_random_bytes = 32;
  /// Random bytes of a challenge of ours, and the fewest that a peer's may have (C-077, C-092).
  static constexpr std::size_t challenge_bytes_min = 32;
  /// Most bytes a peer's challenge may have (C-092 demands at least 1024).
  static constexpr std::size_t challenge_bytes_max = 2048;

  // --- Pairing codes
  // --------------------------------------------------------------------------------------------------

  /// Shortest dynamic pairing token that the standard allows, in characters (C-063).
  static constexpr std::size_t dynamic_token_min = 4;
  /// Shortest static pairing token that the standard allows, in characters (C-064).
  static constexpr std::size_t static_token_min = 6;
  /// Characters of a dynamic token of ours, 50 bit (C-068, C-299).
  static constexpr std::size_t dynamic_token_own = 10;
  /// Characters of a static token of ours, 60 bit (C-068, C-299).
  static constexpr std::size_t static_token_own = 12;
  /// Longest pairing token that is taken (C-065).
  static constexpr std::size_t pairing_token_max = 256;
  /// Longest alias that is taken (C-071).
  static constexpr std::size_t alias_max = 64;
  /// How long a dynamic token of ours, or one that was typed, is good (C-063, C-070).
  static constexpr Duration token_life{300'000};

  // --- Pairing
  // --------------------------------------------------------------------------------------------------------

  /// The mandatory wait before the answer to requestPairing (C-147), and the rhythm of attempts of one node (C-148).
  static constexpr Duration pairing_delay{1'000};
  /// Life of a pairing attempt from the moment its id was issued (C-180, C-181).
  static constexpr Duration attempt_life{15'000};
  /// How long a challenge of ours is remembered to notice that it comes back (C-298).
  static constexpr Duration challenge_memory{15'000};
  /// requestPairing that may wait for one node; more get 503 (C-149).
  static constexpr std::size_t queued_attempts = 4;
  /// Pairing attempts of the last 15 s that a server remembers, alive or dead; with that many, more get 503 (C-186).
  static constexpr std::size_t pairing_attempts = 1024;
  /// Events of pairing that wait for the application; of more, only pairings that came about are told.
  static constexpr std::size_t pairing_events = 1024;
  /// Long-polling clients that were told to pair and have not asked yet (C-125); more name the node themselves.
  static constexpr std::size_t expected_clients = 256;
  /// How long a pairing code is shown after preparePairing, unless something else happens (C-103).
  static constexpr Duration code_shown{300'000};
  /// When to come back after 503, unless the other side says (C-149).
  static constexpr Duration retry_after{1'000};
  /// How often a pairing client asks a server again that answers 503.
  static constexpr int busy_retries = 5;
  /// Longest Retry-After that a pairing client, with a user before it, waits for.
  static constexpr Duration busy_wait_max{30'000};
  /// Pause before a pairing client repeats a request whose answer was lost (C-177).
  static constexpr Duration repeat_pause{500};
  /// How long a pairing client waits for the answer to a step that needs no second; it is asked again then (C-177).
  static constexpr Duration step_timeout{5'000};

  // --- Strangers at a server
  // ------------------------------------------------------------------------------------------

  /// Requests without a bearer, but for the version index, that one address may send at once (C-300) …
  static constexpr std::size_t burst_per_source = 20;
  /// … and the time after which it may send another one.
  static constexpr Duration refill_per_source{500};
  /// Addresses that are watched at once; of more the one seen longest ago is forgotten (C-300).
  static constexpr std::size_t watched_sources = 4096;

  // --- Long-polling
  // ---------------------------------------------------------------------------------------------------

  /// How long a server holds waitForPairing before it answers 204; 25 s at most (C-113).
  static constexpr Duration poll_hold{22'000};
  /// How long a client waits for the answer; 30 s at least (C-114).
  static constexpr Duration poll_timeout{35'000};
  /// Requests that a server holds at once; with that many, more get 503 (C-127).
  static constexpr std::size_t held_polls = 64;
  /// Nodes in one request; with more it gets 503 (C-127).
  static constexpr std::size_t poll_nodes = 64;
  /// Nodes of long-polling clients that a server remembers; with that many, requests with others get 503 (C-127).
  static constexpr std::size_t remembered_poll_nodes = 256;
  /// How long a node is remembered that does not poll any more.
  static constexpr Duration poll_memory{120'000};
  /// Actions that wait for one node; of more the oldest go (C-127).
  static constexpr std::size_t queued_actions = 8;
  /// How long a node that was told to pair may take until its requestPairing (C-125).
  static constexpr Duration poll_target_life{60'000};
  /// First pause of a long-polling client after 500 or 503; it doubles up to poll_pause_max (C-121).
  static constexpr Duration poll_pause{5'000};
  /// Longest pause of a long-polling client, unless Retry-After asks for more (C-121).
  static constexpr Duration poll_pause_max{60'000};
  /// An empty answer that came faster than this came too soon for a server that holds requests …
  static constexpr Duration poll_quick{1'000};
  /// … and after so many of them in a row a client pauses.
  static constexpr int poll_quick_answers = 10;
  /// Longest Retry-After that is honoured.
  static constexpr Duration retry_after_max{3'600'000};

  // --- Sessions
  // -------------------------------------------------------------------------------------------------------

  /// Life of a pending access token (C-207).
  static constexpr Duration pending_token_life{15'000};
  /// Life of a communication token (C-218).
  static constexpr Duration communication_token_life{30'000};
  /// Pending access tokens of one pair at a communication server; of more the oldest go (C-202).
  static constexpr std::size_t pending_tokens = 8;
  /// Unused communication tokens of one pair; of more the oldest go (C-218).
  static constexpr std::size_t communication_tokens = 4;
  /// Access tokens that a communication client keeps for one pairing (C-196).
  static constexpr std::size_t stored_tokens = 16;
  /// How long a confirmAccessToken without answer may still take effect at the server: Limits::pending_token_life, and
  /// as much again for clocks that differ.
  static constexpr Duration late_confirmation{30'000};
  /// Events about refused requests that wait for the application; more are not told.
  static constexpr std::size_t waiting_refusals = 64;
  /// When to come back to a server that is stopping.
  static constexpr Duration stopped_retry{5'000};
  /// How long the end of a pairing is remembered, to answer NoLongerPaired (C-199 demands a year).
  static constexpr Duration tombstone_life{std::chrono::hours(24 * 366)};
  /// Ended pairings that are remembered (C-199).
  static constexpr std::size_t tombstones = 4096;
  /// Typed pairing tokens that an endpoint keeps; of more the oldest go (C-070).
  static constexpr std::size_t typed_tokens = 64;

  // --- Discovery, registry, versions
  // ----------------------------------------------------------------------------------

  /// Longest string of a TXT record, key and value together, in bytes (C-050).
  static constexpr std::size_t txt_string_bytes = 255;
  /// Strings of one TXT record that are looked at.
  static constexpr std::size_t txt_strings = 64;
  /// Parameters of a query that are looked at; with more it is refused.
  static constexpr std::size_t query_parameters = 32;
  /// Records of a registry that a client takes in one search.
  static constexpr std::size_t registry_records = 2'000;
  /// Longest name of a record, in characters (C-060).
  static constexpr std::size_t registry_name_characters = 50;
  /// Longest description of a record, in characters (C-060).
  static constexpr std::size_t registry_description_characters = 500;
  /// Records that a registry hands out at once, whatever `limit` says.
  static constexpr std::size_t registry_page = 100;
};

}  // namespace s2::connect
