#include "measure/timing.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <exception>
#include <mutex>
#include <thread>

#include "measure/stopwatch.h"

namespace pith {
namespace {

// So long a repetition lasts at least, in nanoseconds.
constexpr double kShortest = 50e6;

// Of a double only 53 bits are whole, enough for the time since a machine started.
double nanoseconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double, std::nano>(time).count();
}

// Two looks at the clock with nothing between them.
double cost_of_a_look() {
  constexpr std::size_t kLooks = 1001;
  std::vector<double> looks(kLooks);
  for (double& look : looks) {
    const auto start = std::chrono::steady_clock::now();
    look = nanoseconds(std::chrono::steady_clock::now() - start);
  }
  std::ranges::nth_element(looks, looks.begin() + kLooks / 2);
  return looks[kLooks / 2];
}

}  // namespace

Timing::Timing(const Program& program, std::span<const Document> documents, unsigned jobs) : documents_(documents) {
  for (unsigned i = 0; i < jobs; ++i) workers_.emplace_back(program);
  for (const std::string_view name : {kSplitRow, kMatchRow, kDecideRow, kWriteRow, kTotalRow}) {
    rows_.push_back({std::string(name), 1, 1, {}});
  }
  if (jobs > 1) rows_.push_back({fmt::format("{}/threads:{}", kTotalRow, jobs), jobs, 1, {}});

  Parts parts;
  hash_ = pass_in_parts(parts);
  size_ = plain_passes(1);
  double pass = 0;
  for (std::uint64_t tried = 1; pass * static_cast<double>(tried) < kShortest / 10; tried *= 2) {
    const Stopwatch watch;
    plain_passes(tried);
    pass = std::max(watch.elapsed(static_cast<double>(tried)).real, 1.0);
  }
  passes_ = static_cast<std::uint64_t>(std::ceil(kShortest / pass));
  for (Row& row : rows_) row.passes = passes_ * row.threads;
}

Result<void> Timing::repeat() {
  const Stopwatch watch;
  const std::uint64_t size = plain_passes(passes_);
  const Time whole = watch.elapsed(static_cast<double>(passes_));

  looks_ = cost_of_a_look() * static_cast<double>(documents_.size());
  Parts parts;
  bool same = size == size_ * passes_;
  for (std::uint64_t pass = 0; pass < passes_; ++pass) same = pass_in_parts(parts) == hash_ && same;
  const double sum = parts.split + parts.match + parts.decide + parts.write;
  const double scale = sum > 0 ? 1 / sum : 0;
  add(kSplitRow, whole, parts.split * scale);
  add(kMatchRow, whole, parts.match * scale);
  add(kDecideRow, whole, parts.decide * scale);
  add(kWriteRow, whole, parts.write * scale);
  add(kTotalRow, whole, 1);

  if (workers_.size() > 1) {
    const Stopwatch shared(Stopwatch::Whose::process);
    const std::uint64_t passes = passes_ * workers_.size();
    same = shared_passes(passes) == size_ * passes && same;
    rows_.back().repetitions.push_back(shared.elapsed(static_cast<double>(passes)));
  }
  if (!same) return tl::unexpected(Error{"two passes over the same texts had different results: a bug in pith"});
  return {};
}

void Timing::add(std::string_view name, Time whole, double share) {
  const auto row = std::ranges::find(rows_, name, &Row::name);
  row->repetitions.push_back({whole.real * share, whole.cpu * share});
}

std::size_t Timing::clean(const Document& document, Worker& worker) {
  const Outcome outcome = worker.cleaner.clean(document);
  worker.out.clear();
  apply(document.text, outcome.edits, worker.out);
  return worker.out.size();
}

std::uint64_t Timing::plain_passes(std::uint64_t passes) {
  std::uint64_t size = 0;
  for (std::uint64_t pass = 0; pass < passes; ++pass) {
    for (const Document& document : documents_) size += clean(document, workers_.front());
  }
  return size;
}

std::uint64_t Timing::shared_passes(std::uint64_t passes) {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<std::uint64_t> size = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  {
    std::vector<std::jthread> threads;
    for (Worker& worker : workers_) {
      threads.emplace_back([&] {
        try {
          std::uint64_t own = 0;
          for (std::uint64_t i = next++; i < passes * documents_.size(); i = next++) {
            own += clean(documents_[i % documents_.size()], worker);
          }
          size += own;
        } catch (...) {
          const std::lock_guard lock(mutex);
          failure = std::current_exception();
        }
      });
    }
  }
  if (failure != nullptr) std::rethrow_exception(failure);
  return size;
}

std::uint64_t Timing::pass_in_parts(Parts& parts) {
  Worker& worker = workers_.front();
  StageTimes times;
  double write = 0;
  std::uint64_t hash = 0;
  for (const Document& document : documents_) {
    const Outcome outcome = worker.cleaner.clean(document, times);
    const auto start = std::chrono::steady_clock::now();
    worker.out.clear();
    apply(document.text, outcome.edits, worker.out);
    write += nanoseconds(std::chrono::steady_clock::now() - start);
    hash = XXH3_64bits_withSeed(worker.out.data(), worker.out.size(), hash);
  }
  const auto add = [&](double& part, double time) { part += std::max(0.0, time - looks_); };
  add(parts.split, static_cast<double>(times.split));
  add(parts.match, static_cast<double>(times.match));
  add(parts.decide, static_cast<double>(times.decide));
  add(parts.write, write);
  return hash;
}

}  // namespace pith
