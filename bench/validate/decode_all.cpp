// decode_all RECORDING: decodes all frames of a recording from memory, again and again for a second, and prints the
// nanoseconds of processor time per byte of the recording. What `s2 validate` is measured against.

#include <s2/codec.hpp>
#include <s2/recording.hpp>

#include <ctime>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

namespace {

struct Recording {
  std::vector<std::string> frames;
  std::size_t bytes = 0;  // of all lines, their line breaks included
};

Recording read(const char* path) {
  Recording recording;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    recording.bytes += line.size() + 1;
    auto read = s2::read_recording_line(line);
    if (!read) continue;
    if (auto* frame = std::get_if<s2::RecordedFrame>(&*read)) recording.frames.push_back(std::move(frame->frame));
  }
  return recording;
}

// Nanoseconds of processor time that decoding everything once takes.
double decode(const Recording& recording) {
  static s2::Decoder decoder;
  static s2::Message message;
  static std::vector<s2::Finding> notes;
  const std::clock_t start = std::clock();
  for (const auto& frame : recording.frames) {
    notes.clear();
    if (!decoder.decode_into(message, notes, frame, s2::Profile::v1_0_0)) {
      std::cerr << "refused: " << frame << '\n';
      std::exit(1);
    }
  }
  return static_cast<double>(std::clock() - start) * 1e9 / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::cerr << "usage: decode_all RECORDING\n", 2;
  const Recording recording = read(argv[1]);
  if (recording.frames.empty()) return std::cerr << "no frame in " << argv[1] << '\n', 1;
  double best = std::numeric_limits<double>::max();
  double spent = 0;
  while (spent < 1e9) {
    const double time = decode(recording);
    spent += time;
    best = std::min(best, time);
  }
  std::cout << best / static_cast<double>(recording.bytes) << '\n';
}
