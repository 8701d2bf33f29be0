// The groups of benchmarks. Each function registers its group; `fixtures` must outlive the run.
#pragma once

#include "fixtures.h"

namespace pith::bench {

// Whole documents: floors, pith and its peers, by shape, size, hit rate and language; threads.
void register_texts(Fixtures& fixtures);

// Pages to tokens and visible text.
void register_pages(Fixtures& fixtures);

// The engine's stages, one by one.
void register_stages(Fixtures& fixtures);

// Compiling, starting, and the memory that both take.
void register_starts(Fixtures& fixtures);

// The worst cases, each at two sizes: the time must grow with the text, not faster.
void register_worst_cases(Fixtures& fixtures);

}  // namespace pith::bench
