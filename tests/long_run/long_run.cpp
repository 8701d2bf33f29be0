// Random worlds by the million: long_run worlds|scan FROM TO
//
// Runs the worlds of the seeds FROM to TO, both included: engine against oracle (`worlds`), or the index against
// matchers asked line by line (`scan`). Prints a line of progress a minute and stops at the first difference with all
// that is needed to see it again.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>

#include "engine/scan_world.h"
#include "oracle/world.h"

namespace pith::oracle {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPapersPerRuleSet = 20;
constexpr std::chrono::seconds kBetweenLines{60};

struct Kind {
  std::function<std::string(std::uint64_t seed)> run;  // what went wrong, or nothing
  std::function<std::size_t()> done;                   // documents or lines so far
  std::string_view unit;
};

void print_progress(const Kind& kind, std::uint64_t seeds, Clock::time_point start) {
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  const auto done = static_cast<double>(kind.done());
  std::printf("%llu worlds, %.0f %s, %.0f s, %.0f %s a second\n", static_cast<unsigned long long>(seeds), done,
              kind.unit.data(), seconds, done / seconds, kind.unit.data());
  std::fflush(stdout);
}

int run(const Kind& kind, std::uint64_t from, std::uint64_t to) {
  const Clock::time_point start = Clock::now();
  Clock::time_point next_line = start + kBetweenLines;
  for (std::uint64_t seed = from; seed <= to; ++seed) {
    const std::string wrong = kind.run(seed);
    if (!wrong.empty()) {
      print_progress(kind, seed - from + 1, start);
      std::printf("%s", wrong.c_str());
      return 1;
    }
    if (Clock::now() < next_line) continue;
    next_line += kBetweenLines;
    print_progress(kind, seed - from + 1, start);
  }
  print_progress(kind, to - from + 1, start);
  std::printf("no difference\n");
  return 0;
}

int run_worlds(std::uint64_t from, std::uint64_t to) {
  WorldTally tally;
  const int status = run({[&](std::uint64_t seed) { return run_world(seed, kPapersPerRuleSet, tally); },
                          [&] { return tally.papers; }, "documents"},
                         from, to);
  std::printf("%s\n", described(tally).c_str());
  return status;
}

int run_scans(std::uint64_t from, std::uint64_t to) {
  Spellings spellings;
  ScanTally tally;
  return run({[&](std::uint64_t seed) { return run_scan_world(seed, spellings, tally); }, [&] { return tally.lines; },
              "lines"},
             from, to);
}

}  // namespace
}  // namespace pith::oracle

int main(int argc, char** argv) {
  const std::string_view kind = argc == 4 ? argv[1] : "";
  if (kind != "worlds" && kind != "scan") {
    std::fprintf(stderr, "usage: long_run worlds|scan FROM TO\n");
    return 2;
  }
  const std::uint64_t from = std::strtoull(argv[2], nullptr, 10);
  const std::uint64_t to = std::strtoull(argv[3], nullptr, 10);
  return kind == "worlds" ? pith::oracle::run_worlds(from, to) : pith::oracle::run_scans(from, to);
}
