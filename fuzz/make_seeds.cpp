// Writes what the fuzzers start from, made from the tables so that it never falls behind them:
//
//   make_seeds DIR    DIR/s2.dict, and DIR/<target>/ with small inputs

#include "connect/random_body.hpp"
#include "random_message.hpp"
#include "rules/case_file.hpp"
#include "source_dir.hpp"

#include <s2/codec.hpp>
#include <s2/connect/body.hpp>
#include <s2/connect/routes.hpp>
#include <s2/recording.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

namespace s2::fuzz {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void collect(const Type& type, std::set<std::string>& words) {
  for (const auto& value : type.values) words.insert('"' + std::string(value.name) + '"');
  for (const auto& field : type.fields) {
    if (words.insert('"' + std::string(field.name) + "\":").second || field.type().shape == Shape::enumeration) {
      collect(field.type(), words);
    }
  }
}

// libFuzzer's format: one quoted word a line.
std::string dictionary() {
  std::set<std::string> words = {"\"message_type\":",
                                 "\"dir\":",
                                 "\"rm\":",
                                 "\"msg\":",
                                 "\"raw\":",
                                 "null",
                                 "true",
                                 "false",
                                 "1e400",
                                 "-0",
                                 "\\ud83d",
                                 "\"2024-02-29T23:59:60Z\"",
                                 "+14:00",
                                 "Authorization: Bearer ",
                                 "Content-Length: ",
                                 "Transfer-Encoding: chunked",
                                 "Expect: 100-continue",
                                 "Connection: keep-alive, Upgrade",
                                 "Upgrade: websocket",
                                 "Content-Type: application/json",
                                 "HTTP/1.1"};
  for (const auto& type : message_types()) {
    words.insert('"' + std::string(type.name()) + '"');
    collect(type.type(), words);
  }
  tests::for_each_body([&words]<class T>() { collect(type_of<T>(), words); });
  std::string text;
  for (const auto& word : words) {
    text += '"';
    for (const char c : word) text += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string(1, c);
    text += "\"\n";
  }
  return text;
}

void message_seeds(const fs::path& dir) {
  tests::RandomMessage random(1);
  for (const auto& type : message_types()) {
    for (const Profile profile : all_profiles) {
      if (!type.exists_in(profile)) continue;
      const auto text = encode(random.make(type.kind, profile), profile);
      if (!text) continue;
      const std::string name = std::string(type.name()) + '-' + std::string(version_of(profile));
      write(dir / "decode" / name, *text);
      write(dir / "peek" / name, *text);
      const RecordedFrame frame{Time{1'750'000'000, 0}, Direction::cem_to_rm, "battery", *text};
      write(dir / "recording_line" / name, to_line(frame));
      write(dir / "records" / name, "[\n  " + *text + ",\n  " + *text + "\n]\n" + to_line(frame) + '\n');
      write(dir / "round_trip" / name, static_cast<char>(type.kind) + *text);
    }
  }
  write(dir / "recording_line" / "header", to_line(RecordingHeader{"s2", Time{}, Profile::v1_0_0}));
}

// What a peer says in an ordinary conversation, with every instruction or status of the random kind.
void session_seeds(const fs::path& dir) {
  const std::string cem = R"({"message_type":"Handshake","message_id":"c1","role":"CEM"}
{"message_type":"HandshakeResponse","message_id":"c2","selected_protocol_version":"1.0.0"}
{"message_type":"ReceptionStatus","subject_message_id":"own-1","status":"OK"}
)";
  const std::string rm =
      R"({"message_type":"Handshake","message_id":"r1","role":"RM","supported_protocol_versions":["0.0.2-beta","1.0.0"]}
{"message_type":"ReceptionStatus","subject_message_id":"own-2","status":"OK"}
)";
  tests::RandomMessage random(2);
  for (const auto& type : message_types()) {
    const bool from_cem = type.senders.cem;
    const auto control = type.control_type.value_or(ControlType::fill_rate_based_control);
    std::string script = from_cem ? '\x01' + cem : std::string(1, '\0') + rm;
    if (from_cem) {
      script += R"({"message_type":"SelectControlType","message_id":"c3","control_type":")";
      script += std::string(name_of(control)) + "\"}\n";
    } else {
      Message details = random.make(Kind::ResourceManagerDetails, Profile::v1_0_0);
      std::get<ResourceManagerDetails>(details).available_control_types = {control};
      script += encode(details, Profile::v1_0_0).value() + '\n';
    }
    if (const auto text = encode(random.make(type.kind, Profile::v1_0_0), Profile::v1_0_0)) script += *text + '\n';
    script += "++++++++++++\n";
    write(dir / "session" / std::string(type.name()), script);
  }
}

// A case of tests/data/rules as the fuzzer of conversations reads it.
std::string script_of(const tests::RuleCase& read, const std::vector<tests::CaseLine>& part) {
  const unsigned choice = (read.options.start == Start::connected ? 1U : 0U) |
                          (read.options.profile == Profile::v0_0_2_beta ? 2U : 0U) |
                          (read.options.strictness == Strictness::lenient ? 4U : 0U) |
                          (read.options.strictness == Strictness::strict ? 8U : 0U);
  std::string script(1, static_cast<char>(choice));
  std::vector<tests::CaseLine> lines = read.given;
  lines.insert(lines.end(), part.begin(), part.end());
  for (const auto& line : lines) {
    if (line.frame.find('\n') != line.frame.npos) return {};
    script += '@' + format_time(line.time) + '\n';
    script += line.sender == EnergyManagementRole::cem ? '>' : line.binary ? '!' : '<';
    script += line.frame + '\n';
    if (line.answered) script += "=\n";
  }
  return script + "++++++++++++\n";
}

// Every rule by example, and what is left undone.
void conversation_seeds(const fs::path& dir) {
  for (const auto& entry : fs::recursive_directory_iterator(tests::cases_dir())) {
    if (entry.path().extension() != ".txt" || entry.path().parent_path().filename() == "given") continue;
    if (fs::file_size(entry.path()) > 64 * 1024) continue;
    const auto read = tests::read_case(entry.path());
    const std::string name = entry.path().stem().string();
    write(dir / "conversation" / (name + "-breaks"), script_of(read, read.breaks));
    write(dir / "conversation" / (name + "-legal"), script_of(read, read.legal));
  }
}

// The official walkthroughs, where they are to be had; they are not ours to keep.
void walkthrough_seeds(const fs::path& dir) {
  const char* spec = std::getenv("S2_SPEC_DIR");
  const fs::path examples = (spec ? fs::path(spec) : tests::source_dir() / "../shared/spec") / "examples";
  if (!fs::is_directory(examples)) return;
  for (const auto& page : fs::directory_iterator(examples)) {
    if (!page.is_directory()) continue;
    std::set<fs::path> files(fs::directory_iterator(page.path()), {});
    std::string script(1, '\0');
    for (const auto& file : files) {
      std::ostringstream text;
      text << std::ifstream(file).rdbuf();
      const auto read = decode(text.str(), Profile::v1_0_0);
      if (!read) continue;
      const auto* handshake = std::get_if<Handshake>(&read->message);
      const auto senders = message_type_of(kind_of(read->message)).senders;
      const bool by_cem = handshake ? handshake->role == EnergyManagementRole::cem : senders.cem;
      if (const auto told = time_told_by(text.str())) script += '@' + format_time(*told) + '\n';
      std::string frame = text.str();
      std::replace(frame.begin(), frame.end(), '\n', ' ');
      script += (by_cem ? '>' : '<') + frame + "\n=\n+\n";
    }
    write(dir / "conversation" / ("walkthrough-" + page.path().filename().string()), script);
  }
}

// Puts in the bytes that the fuzzers of engines take for a value: %1 to %4.
std::string marked(std::string text) {
  for (auto at = text.find('%'); at != text.npos; at = text.find('%', at)) {
    text.replace(at, 2, 1, static_cast<char>(text[at + 1] - '0'));
  }
  return text + '\n';
}

// A request of fuzz/connect_server.cpp: its route, its bearer, its body.
std::string asked(connect::Operation operation, char bearer, std::string body) {
  const auto all = connect::routes();
  const auto found = std::find_if(all.begin(), all.end(), [=](const auto& one) { return one.operation == operation; });
  return marked(std::string{static_cast<char>('A' + (found - all.begin())), bearer} + std::move(body));
}

// Whole lives with a server.
void connect_server_seeds(const fs::path& dir) {
  using enum connect::Operation;
  const std::string node = R"({"id":"%4","brand":"b","type":"t","modelName":"m","role":"RM"})";
  std::string question =
      R"({"clientNodeDescription":)" + node + R"(,"clientEndpointDescription":{"deployment":"LAN"},)";
  question +=
      R"("nodeId":"%2","supportedCommunicationProtocols":["WebSocket"],"supportedS2MessageVersions":["v1.0.0"],)";
  question += R"("supportedHmacHashingAlgorithms":["SHA256"],)";
  question += R"("clientHmacChallenge":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="})";
  std::string session = R"({"clientNodeId":"%4","serverNodeId":"%2","supportedS2MessageVersions":["v1.0.0"],)";
  session += R"("supportedCommunicationProtocols":["WebSocket"]})";
  std::string pairs = "<<\n" + asked(request_pairing, '-', question) + "&\n";
  pairs += asked(request_connection_details, '0', R"({"serverHmacChallengeResponse":"%1"})");
  pairs += asked(finalize_pairing, '1', R"({"success":true})");
  const std::string meets = asked(initiate_session, '0', session) + asked(confirm_access_token, '0', "") + "^0\n++\n" +
                            asked(unpair, '1', R"({"clientNodeId":"%4","serverNodeId":"%2"})");
  const std::string waits =
      asked(wait_for_pairing, '-', R"([{"clientNodeId":"%4"}])") + "*\n&\n" +
      asked(prepare_pairing, '-', R"({"clientNodeDescription":)" + node + R"(,"serverNodeId":"%2"})");
  for (const char options : {'\0', '\1', '\2'}) {
    const std::string name = std::to_string(int{options});
    write(dir / "connect_server" / ("pairs-" + name), options + pairs);
    write(dir / "connect_server" / ("meets-" + name), options + pairs + meets);
    write(dir / "connect_server" / ("waits-" + name), options + waits);
  }
}

// An HTTP request with these fields, each with its line end, and a body.
std::string http_request(std::string_view line, std::string_view fields, std::string_view body = {}) {
  return std::string(line) + " HTTP/1.1\r\nHost: hub.local\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

// A request with a body that says how long it is.
std::string posted(std::string_view target, std::string_view fields, std::string_view body) {
  const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return http_request("POST /pairing/" + std::string(target),
                      "Content-Type: application/json\r\n" + std::string(fields) + length, body);
}

// What a stranger says to fuzz/http.cpp: every route, and what HTTP has beside it.
void http_seeds(const fs::path& dir) {
  const auto seed = [&](const std::string& name, const std::string& said) {
    write(dir / "http" / name, std::string(2, '\0') + said);
    if (said.size() < 4'096) write(dir / "http" / (name + "-in-pieces"), std::string{'\1', '\7'} + said);
  };
  constexpr std::string_view bearer = "Authorization: Bearer AAECAwQFBgcICQoLDA0ODxAREhMUFRYX\r\n";
  std::string all;
  int number = 0;
  for (const auto& route : connect::routes()) {
    const bool is_get = route.method == connect::Method::get;
    const std::string one =
        is_get ? http_request("GET /pairing/" + std::string(route.target), bearer) : posted(route.target, bearer, "{}");
    seed("route-" + std::to_string(number++), one);
    all += one;
  }
  seed("all", all);
  const std::string ids = R"("clientNodeId":"00000000-0000-4000-8000-000000000009")";
  seed("understood",
       posted("v1/cancelPreparePairing", "", '{' + ids + R"(,"serverNodeId":"00000000-0000-4000-8000-000000000001"})") +
           posted("v1/waitForPairing", "", "[{" + ids + "}]") + http_request("GET /pairing/", ""));
  const std::string chunked = http_request("POST /pairing/v1/requestPairing", "Transfer-Encoding: chunked\r\n",
                                           "2;a=b\r\n{}\r\n0\r\nT: x\r\n\r\n");
  seed("chunked", chunked + chunked);
  seed("two-lengths", posted("v1/unpair", "Content-Length: 3\r\n", "{}"));
  seed("length-and-chunked", posted("v1/unpair", "Transfer-Encoding: chunked\r\n", "0\r\n\r\nGET / HTTP/1.1\r\n\r\n"));
  seed("length-below-zero", http_request("POST /pairing/v1/unpair", "Content-Length: -1\r\n", "{}"));
  seed("length-beyond-ours", http_request("POST /pairing/v1/unpair", "Content-Length: 1000000\r\n", "{}"));
  seed("length-beyond-all", http_request("POST /pairing/v1/unpair", "Content-Length: 18446744073709551616\r\n", "{}"));
  seed("expects", posted("v1/unpair", "Expect: 100-continue\r\nConnection: close\r\n", "{}"));
  seed("upgrade", http_request("GET /pairing/", "Connection: Upgrade\r\nUpgrade: websocket\r\n" + std::string(bearer) +
                                                    "Sec-WebSocket-Version: 13\r\n"
                                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
  seed("upgrade-behind", http_request("GET /pairing/", "") + http_request("GET /",
                                                                          "Connection: Upgrade\r\n"
                                                                          "Upgrade: websocket, h2c\r\n"));
  seed("no-host", "GET https://evil.example/pairing/ HTTP/1.0\r\nX-Forwarded-For: 192.168.1.2\r\n\r\n");
  seed("other-http", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  seed("odd-lines", "OPTIONS * HTTP/1.1\nHost: a\r\nHost: b\r\n c\r\nAuthorization: bearer\r\nA\r\n: b\r\n\r\n");
  seed("long-header", http_request("GET /pairing/", "Cookie: " + std::string(9'000, 'x') + "\r\n"));
}

// What a server says to the clients of fuzz/connect_clients.cpp: p is 200, q is 204, s is 401.
void connect_client_seeds(const fs::path& dir) {
  std::string answer = R"(p{"pairingAttemptId":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYX","serverNodeDescription":{"id":"%2",)";
  answer += R"("brand":"b","type":"t","modelName":"m","role":"CEM"},"serverEndpointDescription":{"deployment":"LAN"},)";
  answer += R"("selectedHmacHashingAlgorithm":"SHA256","clientHmacChallengeResponse":"%1",)";
  answer += R"("serverHmacChallenge":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="})";
  const std::string index = "p[\"v1\"]\n";
  const std::string details = marked(R"(p{"initiateSessionUrl":"https://hub.local/s2/","accessToken":"dG9rZW4="})");
  std::string session = R"(p{"selectedCommunicationProtocol":"WebSocket","selectedS2MessageVersion":"v1.0.0",)";
  session = marked(session + R"("accessToken":"bmV3"})");
  session +=
      R"(p{"communicationProtocol":"WebSocket","websocketToken":"b25jZQ==","websocketUrl":"wss://hub.local/ws"})";
  tests::RandomBody random(5);
  const std::string record = connect::encode(random.make<connect::EndpointRecord>());
  write(dir / "connect_clients" / "pairs", '\0' + index + marked(answer) + details + "q\n");
  write(dir / "connect_clients" / "meets", '\1' + index + session + "\n^\n^\n~\n" + index + "q\n");
  write(dir / "connect_clients" / "polls",
        '\2' + index + "q\n" + marked(R"(p[{"clientNodeId":"%3","action":"requestPairing"}])") + "&\ns\n");
  write(dir / "connect_clients" / "looks", '\3' + index + "p{\"name\":\"hub\"}\np[]\n^\nq\n~\n");
  write(dir / "connect_clients" / "searches", '\4' + index + "p[" + record + "]\n^\n" + index + "p[]\n");
}

// Bodies of S2 Connect, and what stands in URLs, headers and records.
void connect_seeds(const fs::path& dir) {
  tests::RandomBody random(3);
  char number = 0;
  tests::for_each_body([&]<class T>() {
    for (int i = 0; i < 4; ++i) {
      const std::string name = std::string(type_of<T>().name) + '-' + std::to_string(i);
      const std::string text = connect::encode(random.make<T>());
      write(dir / "connect_body" / name, number + text);
      write(dir / "connect_body" / (name + "-list"), number + ('[' + text + ']'));
    }
    ++number;
  });
  // The first byte is the place in the list of fuzz/connect_text.cpp.
  const std::pair<char, std::string_view> texts[] = {
      {0, "https://B\u00fccher.example.:8443/s2/v1/"},
      {0, "https://[fe80::1]:443/"},
      {1, "Pairing.S2.Example.COM."},
      {2, "A0 - 7KQ2 ZPX9 M4HT"},
      {3, "txtver=1\ne_name=EVSE\npairingUrl=https://evse.local:8443/p/\nlongpollingUrl=https://evse.local/"},
      {4, "v1/endpoint?region=NL%2CBE,LU&status=testing&cem=true&rm=false&limit=10&offset=20"},
      {5, "v1/endpoint/3f1c2a50-5a0e-4d0e-9a60-0a6f2f6f0c01"},
      {6, "Bearer AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"},
      {6, "application/json; charset=\"utf-8\""},
      {7, "22:CA:23:40:D0:72:88:70:AD:42:27:9E:24:91:29:CA:8B:D7:03:4C:99:66:8C:89:73:AF:B5:6B:A8:78:88:C3"},
      {7, "AO1kaP5yQ9JMNJ4wcag5RdmrFbbZrp8SxF33PLkHh+A="},
      {8, "fe80::1%2"},
      {8, "::ffff:192.168.1.7"},
      {9, "v1.0.0"},
  };
  int n = 0;
  for (const auto& [kind, text] : texts) write(dir / "connect_text" / std::to_string(++n), kind + std::string(text));
}

void small_seeds(const fs::path& dir) {
  int n = 0;
  for (const auto* time : {"2024-08-24T14:15:22.5+02:00", "0000-01-01t00:00:00z", "2016-12-31 23:59:60-00:00",
                           "9999-12-31T23:59:59.9999999999Z", "2024-02-30T00:00:00"}) {
    write(dir / "time" / std::to_string(++n), time);
  }
  for (const auto* ids : {"{3F2504E0-4F89-41D3-9A0C-0305E82C3301}\nurn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                          "3f2504e04f8941d39a0c0305e82c3301\nheat-pump:1", "a\nb"}) {
    write(dir / "id" / std::to_string(++n), ids);
  }
}

}  // namespace
}  // namespace s2::fuzz

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: make_seeds DIR\n";
    return 2;
  }
  const std::filesystem::path dir = argv[1];
  s2::fuzz::write(dir / "s2.dict", s2::fuzz::dictionary());
  s2::fuzz::message_seeds(dir);
  s2::fuzz::session_seeds(dir);
  s2::fuzz::conversation_seeds(dir);
  s2::fuzz::walkthrough_seeds(dir);
  s2::fuzz::small_seeds(dir);
  s2::fuzz::connect_seeds(dir);
  s2::fuzz::connect_server_seeds(dir);
  s2::fuzz::connect_client_seeds(dir);
  s2::fuzz::http_seeds(dir);
  return 0;
}
