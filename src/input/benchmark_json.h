// Reads the JSON that Google Benchmark writes, and `pith bench` too.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "types.h"

namespace pith {

// The members of an object that are texts or numbers; others are left out. Of two with one name the first holds.
struct FlatObject {
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, double, std::less<>> numbers;
};

// `{"context":{…},"benchmarks":[{…},…]}`.
struct BenchmarkFile {
  FlatObject context;
  std::vector<FlatObject> benchmarks;
};

// Fails, saying what is wrong, when that is no JSON or has another shape.
Result<BenchmarkFile> read_benchmark_json(std::string_view json);

}  // namespace pith
