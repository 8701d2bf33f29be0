// What simdjson's own reader takes for a file of JSON lines, as a program beside others: simdjson_read FILE
//
// Reads every record with On-Demand, its "text" and "url" unescaped, and prints how many bytes the texts have.
#include <simdjson.h>

#include <cstdio>
#include <cstring>
#include <string_view>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  simdjson::padded_string file;
  if (simdjson::padded_string::load(argv[1]).get(file) != simdjson::SUCCESS) return 1;
  simdjson::ondemand::parser parser;
  std::size_t bytes = 0;
  const char* at = file.data();
  const char* const end = at + file.size();
  while (at < end) {
    const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    const char* line_end = found == nullptr ? end : static_cast<const char*>(found);
    const auto size = static_cast<std::size_t>(line_end - at);
    auto record = parser.iterate(at, size, size + simdjson::SIMDJSON_PADDING);
    std::string_view text;
    std::string_view url;
    if (record["url"].get_string().get(url) != simdjson::SUCCESS) return 1;
    if (record["text"].get_string().get(text) != simdjson::SUCCESS) return 1;
    bytes += text.size();
    at = line_end + 1;
  }
  std::printf("%zu\n", bytes);
  return 0;
}
