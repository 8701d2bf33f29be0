#include "measure/rank_test.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace pith {
namespace {

constexpr std::size_t kMostExact = 20;

struct Ranked {
  double u = 0;     // of the first sample: pairs in which its value is the larger, ties counting a half
  double ties = 0;  // sum of t^3 - t over the groups of equal values
  bool any_tie = false;
};

Ranked rank(std::span<const double> a, std::span<const double> b) {
  struct Value {
    double value;
    bool is_first;
  };
  std::vector<Value> all;
  for (const double value : a) all.push_back({value, true});
  for (const double value : b) all.push_back({value, false});
  std::ranges::sort(all, {}, &Value::value);
  Ranked ranked;
  double ranks = 0;  // of the first sample, added up
  for (std::size_t i = 0; i < all.size();) {
    std::size_t j = i;
    double firsts = 0;
    for (; j < all.size() && all[j].value == all[i].value; ++j) firsts += all[j].is_first ? 1 : 0;
    const auto size = static_cast<double>(j - i);
    ranks += firsts * (static_cast<double>(i) + (size + 1) / 2);
    ranked.ties += size * size * size - size;
    ranked.any_tie = ranked.any_tie || j - i > 1;
    i = j;
  }
  const auto n = static_cast<double>(a.size());
  ranked.u = ranks - n * (n + 1) / 2;
  return ranked;
}

// How likely U is at most `u`. The number of ways to get U from m and n values is that from m - 1 and n (the largest
// value is of the first sample and beats n others) and from m and n - 1.
double exact_tail(std::size_t m, std::size_t n, std::size_t u) {
  const std::size_t most = m * n;
  std::vector<std::vector<double>> ways(n + 1, std::vector<double>(most + 1, 0));  // [values of the second][U]
  for (auto& row : ways) row[0] = 1;
  for (std::size_t i = 1; i <= m; ++i) {
    for (std::size_t j = 1; j <= n; ++j) {
      for (std::size_t k = most + 1; k-- > 0;) ways[j][k] = (k >= j ? ways[j][k - j] : 0) + ways[j - 1][k];
    }
  }
  double all = 0;
  double tail = 0;
  for (std::size_t k = 0; k <= most; ++k) {
    all += ways[n][k];
    if (k <= u) tail += ways[n][k];
  }
  return tail / all;
}

}  // namespace

double mann_whitney_p(std::span<const double> a, std::span<const double> b) {
  if (a.empty() || b.empty()) return 1;
  const Ranked ranked = rank(a, b);
  const auto m = static_cast<double>(a.size());
  const auto n = static_cast<double>(b.size());
  const double smaller = std::min(ranked.u, m * n - ranked.u);
  if (!ranked.any_tie && std::max(a.size(), b.size()) <= kMostExact) {
    return std::min(1.0, 2 * exact_tail(a.size(), b.size(), static_cast<std::size_t>(smaller)));
  }
  const double all = m + n;
  const double variance = m * n / 12 * (all + 1 - ranked.ties / (all * (all - 1)));
  if (variance <= 0) return 1;
  const double z = (m * n / 2 - smaller - 0.5) / std::sqrt(variance);
  return std::min(1.0, std::erfc(z / std::numbers::sqrt2));
}

double median(std::span<const double> values) {
  if (values.empty()) return 0;
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

}  // namespace pith
