#include "input/benchmark_json.h"

#include <fmt/format.h>
#include <simdjson.h>

namespace pith {
namespace {

namespace dom = simdjson::dom;

tl::unexpected<Error> fail(std::string message) {
  return tl::unexpected(Error{std::move(message)});
}

FlatObject flat(const dom::object& object) {
  FlatObject out;
  for (const auto& [name, value] : object) {
    if (std::string_view text; value.get_string().get(text) == simdjson::SUCCESS) {
      out.texts.emplace(name, text);
    } else if (double number = 0; value.get_double().get(number) == simdjson::SUCCESS) {
      out.numbers.emplace(name, number);
    }
  }
  return out;
}

}  // namespace

Result<BenchmarkFile> read_benchmark_json(std::string_view json) {
  dom::parser parser;
  dom::element root;
  // What simdjson says of a mistake depends on the processor.
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) return fail("it is not JSON");
  BenchmarkFile file;
  dom::object context;
  dom::array benchmarks;
  if (root["context"].get_object().get(context) != simdjson::SUCCESS ||
      root["benchmarks"].get_array().get(benchmarks) != simdjson::SUCCESS) {
    return fail("it has no \"context\" and \"benchmarks\", so it is not the JSON of a benchmark");
  }
  file.context = flat(context);
  for (const dom::element element : benchmarks) {
    dom::object entry;
    if (element.get_object().get(entry) != simdjson::SUCCESS) return fail("its \"benchmarks\" are not objects");
    file.benchmarks.push_back(flat(entry));
  }
  return file;
}

}  // namespace pith
