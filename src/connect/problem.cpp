// The table of problems.

#include <s2/connect/problem.hpp>

#include <codec/utf8.hpp>
#include <s2/base/limits.hpp>

#include <array>

namespace s2::connect {
namespace {

using enum Problem;

constexpr Severity wrong = Severity::error;
constexpr Severity notice = Severity::warning;

constexpr ProblemText table[] = {
    {code_malformed, "S2CPP-CODE-MALFORMED", wrong, "this is no pairing code; type it as the other device shows it"},
    {code_wrong, "S2CPP-CODE-WRONG", wrong,
     "the other device does not know this pairing code: compare the code and the device's name and try again"},
    {code_refused, "S2CPP-CODE-REFUSED", wrong,
     "the other device did not accept the pairing code: compare it letter by letter and try again"},
    {code_expired_there, "S2CPP-CODE-EXPIRED", wrong,
     "the pairing code is not valid any more at the other device: let it show a new one"},
    {code_expired_here, "S2CPP-CODE-MISSING", wrong,
     "there is no valid pairing code here: make a new one, or type in the one that the other device shows"},
    {draft_peer, "S2CPP-DRAFT-PEER", wrong,
     "the code is right, but the other device proves it as a draft of S2 Connect from before 1.0.0 did: update that "
     "device, then pair again"},
    {url_malformed, "S2CPP-URL-MALFORMED", wrong, "this is no pairing URL; it begins with https:// and ends with /"},
    {wan_cannot_reach_lan, "S2CPP-BEGIN-AT-LAN", wrong,
     "a service in the internet cannot reach a device at home: begin the pairing at the device"},
    {same_role, "S2CPP-SAME-ROLE", wrong,
     "both sides have the same role; an energy manager (CEM) pairs with a device (RM)"},
    {s2_versions, "S2CPP-S2-VERSIONS", wrong,
     "the two sides have no version of S2 in common; one of them needs an update"},
    {protocols, "S2CPP-PROTOCOLS", wrong,
     "the two sides have no communication protocol in common; one of them needs an update"},
    {hash_algorithms, "S2CPP-HASHES", wrong, "the two sides have no hash in common; one of them needs an update"},
    {api_versions, "S2CPP-API-VERSIONS", wrong,
     "the two sides have no version of S2 Connect in common; one of them needs an update"},
    {node_unknown, "S2CPP-NODE-UNKNOWN", wrong,
     "the other side has no such device: compare the part of the code before the dash"},
    {node_ambiguous, "S2CPP-NODE-AMBIGUOUS", wrong,
     "the other side has several devices: use a code with a part before the dash, or choose a device"},
    {node_is_ours, "S2CPP-NODE-OURS", wrong, "this is a device of our own; pair with another one"},
    {wrong_node, "S2CPP-NODE-OTHER", wrong, "another device answered than the one that was asked; search again"},
    {not_ready, "S2CPP-NOT-READY", wrong, "the other side is starting or stopping; try again in a minute"},
    {busy, "S2CPP-BUSY", wrong, "the other side has too much to do; try again in a moment"},
    {attempt_expired, "S2CPP-ATTEMPT-EXPIRED", wrong, "the pairing took longer than 15 seconds; try again"},
    {attempt_lost, "S2CPP-ATTEMPT-LOST", wrong,
     "the other side does not know this pairing attempt any more; try again"},
    {out_of_order, "S2CPP-OUT-OF-ORDER", wrong,
     "the other side says that the steps came in the wrong order; try again, and tell its maker if that repeats"},
    {out_of_order_there, "S2CPP-OUT-OF-ORDER-THERE", wrong,
     "the other side mixed up the steps of pairing; try again, and tell its maker if that repeats"},
    {superseded, "S2CPP-SUPERSEDED", wrong,
     "another attempt with the same device began before this one was finished; try again, from one place only"},
    {nothing_to_announce, "S2CPP-NO-SESSION-URL", wrong,
     "this side would have to serve the sessions but has no URL or no root certificate for them: configure it"},
    {reflected, "S2CPP-REFLECTED", wrong,
     "somebody sent a challenge of ours back to us; this is what an attack looks like, so the attempt was refused"},
    {cancelled, "S2CPP-CANCELLED", wrong, "the pairing was called off"},
    {not_understood_here, "S2CPP-NOT-UNDERSTOOD", wrong,
     "the answer of the other side is not what S2 Connect 1.0.0 says; tell its maker"},
    {not_understood_there, "S2CPP-NOT-UNDERSTOOD-THERE", wrong,
     "the other side did not understand the request; one of the two sides needs an update"},
    {refused_there, "S2CPP-REFUSED", wrong, "the other side refused"},
    {no_fingerprint, "S2CPP-NO-FINGERPRINT", wrong,
     "the other side did not send the fingerprint of its root certificate, so its sessions could not be trusted"},
    {store_failed_here, "S2CPP-STORE", wrong,
     "the pairing could not be stored here: look at disk space and permissions"},
    {store_failed_there, "S2CPP-STORE-THERE", wrong, "the other side could not store the pairing; try again"},
    {no_such_name, "S2CPP-NO-SUCH-NAME", wrong,
     "the host name is not known: compare the URL; for a name that ends in .local both have to be in one network"},
    {unreachable, "S2CPP-UNREACHABLE", wrong,
     "nobody answers there: is the other device switched on, and the port right?"},
    {timed_out, "S2CPP-TIMED-OUT", wrong, "the other side did not answer in time; try again"},
    {broken, "S2CPP-BROKEN", wrong, "the connection broke before the answer was complete; try again"},
    {too_large, "S2CPP-TOO-LARGE", wrong, "the answer is larger than S2 Connect needs and was not read"},
    {redirected, "S2CPP-REDIRECTED", wrong,
     "the server points to another address; S2 Connect does not follow, so use the right URL"},
    {no_such_service, "S2CPP-NO-SUCH-SERVICE", wrong,
     "the server answers, but S2 Connect is not at this URL: compare the path of the URL"},
    {other_subnet, "S2CPP-OTHER-SUBNET", wrong,
     "the other device answers only in its own network: connect both to the same one, or pair by URL and code"},
    {certificate_untrusted, "S2CPP-CERT-UNTRUSTED", wrong,
     "nobody this device trusts vouches for the server: is the URL right, and are the authorities up to date?"},
    {certificate_changed, "S2CPP-CERT-CHANGED", wrong,
     "the server shows another root certificate than when it was paired: if the device was reset, pair again, "
     "otherwise somebody may stand between"},
    {certificate_swapped, "S2CPP-CERT-SWAPPED", wrong,
     "the server changed its certificate during the pairing; try again, and be wary if that repeats"},
    {certificate_wrong_name, "S2CPP-CERT-NAME", wrong,
     "the server's certificate is for another name: use the name that the device announces"},
    {certificate_expired, "S2CPP-CERT-EXPIRED", wrong,
     "the server's certificate has expired, or the clock here is wrong: look at the clock first"},
    {certificate_not_yet_valid, "S2CPP-CERT-EARLY", wrong,
     "the server's certificate is not valid yet: the clock here or there is wrong"},
    {weak_cryptography, "S2CPP-WEAK-CRYPTO", wrong,
     "the server's cryptography is too old (TLS 1.3 is needed); it needs an update"},
    {identity_changed, "S2CPP-IDENTITY-CHANGED", notice,
     "this device shows another identity than before; that is right after a reset and suspicious otherwise"},
    {replaces_pairing, "S2CPP-REPLACES", notice,
     "the device was paired with another energy manager; that pairing ends now"},
    {no_longer_paired, "S2CPP-NO-LONGER-PAIRED", wrong, "the other side ended the pairing; pair again to go on"},
    {token_refused, "S2CPP-TOKEN-REFUSED", wrong,
     "the other side does not accept this device any more; pair again to go on"},
    {token_short, "S2CPP-TOKEN-SHORT", notice,
     "the other side's access token is shorter than 32 bytes and easier to guess; tell its maker"},
    {session_lost, "S2CPP-SESSION-LOST", wrong, "the session with the other side ended; it is opened again"},
    {not_ready_here, "S2CPP-NOT-READY-HERE", wrong, "this device is starting or stopping; it tries again by itself"},
    {unpairing_pending, "S2CPP-UNPAIRING", notice,
     "the other side cannot be told now that the pairing ended; this is tried again, or can be forced"},
};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < std::size(table); ++i) {
    if (static_cast<std::size_t>(table[i].problem) != i) return false;
  }
  return true;
}
static_assert(is_in_order());
static_assert(std::size(table) == static_cast<std::size_t>(unpairing_pending) + 1);

}  // namespace

std::span<const ProblemText> problems() { return table; }

const ProblemText& text_of(Problem problem) { return table[static_cast<std::size_t>(problem)]; }

Finding finding_of(Problem problem, std::string_view detail) {
  const ProblemText& row = text_of(problem);
  Finding finding{std::string(row.id), row.severity, "", "", std::string(row.text)};
  if (!detail.empty()) finding.text += " (" + codec::readable(detail, s2::Limits::diagnostic_bytes) + ')';
  return finding;
}

Problem problem_of(PairingError error) {
  constexpr std::array<Problem, 9> meanings = {same_role,          s2_versions,          hash_algorithms,
                                               protocols,          node_unknown,         node_ambiguous,
                                               code_expired_there, not_understood_there, refused_there};
  return meanings[static_cast<std::size_t>(error)];
}

Problem problem_of(SessionError error) {
  constexpr std::array<Problem, 5> meanings = {s2_versions, protocols, no_longer_paired, not_understood_there,
                                               refused_there};
  return meanings[static_cast<std::size_t>(error)];
}

Problem problem_of(CallFailure failure) {
  constexpr std::array<Problem, 13> meanings = {no_such_name,
                                                unreachable,
                                                timed_out,
                                                broken,
                                                too_large,
                                                redirected,
                                                certificate_untrusted,
                                                certificate_changed,
                                                certificate_swapped,
                                                certificate_wrong_name,
                                                certificate_expired,
                                                certificate_not_yet_valid,
                                                weak_cryptography};
  return meanings[static_cast<std::size_t>(failure)];
}

}  // namespace s2::connect
