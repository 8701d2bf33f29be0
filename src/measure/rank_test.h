// Are two samples of times really different, or could chance have made the difference?
#pragma once

#include <span>

namespace pith {

// The two-sided p value of the Mann-Whitney U test: how likely two samples of one and the same source are at least as
// far apart as `a` and `b`. It asks for the order of the values only, so a few outliers do not matter, nor what their
// distribution is. 1 when a sample is empty or all values are equal.
//
// Exact (all ways in which the ranks could fall) for samples of up to 20 values without ties; else by the normal
// distribution, with the corrections for ties and continuity.
// Source: H. B. Mann, D. R. Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than
// the Other", Annals of Mathematical Statistics 18 (1947); ties: M. Hollander, D. A. Wolfe, "Nonparametric Statistical
// Methods", section 4.1.
double mann_whitney_p(std::span<const double> a, std::span<const double> b);

// The value in the middle, of an even number the mean of the two; 0 of none.
double median(std::span<const double> values);

}  // namespace pith
