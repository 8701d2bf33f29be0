#include "cli/bench_corpus.h"

#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include "cli/stop.h"
#include "input/file.h"
#include "measure/machine.h"
#include "measure/stopwatch.h"

namespace pith {
namespace {

// A hash of all that was added, and of where one ends and the next begins.
void add_to_hash(std::string_view bytes, std::uint64_t& hash) {
  hash = XXH3_64bits_withSeed(bytes.data(), bytes.size(), hash + bytes.size() + 1);
}

// What went wrong; empty when nothing did.
std::string read(const InputFile& input, std::string& text) {
  if (input.path == kStdinPath) {
    const auto end = read_stream(STDIN_FILENO, text, stop_requested);
    return end ? "" : end.error().message;
  }
  const auto state = read_file(input.path, text);
  return state ? "" : state.error().message;
}

void describe_documents(const DocumentOptions& options, Corpus& corpus) {
  for (std::size_t i = 0; i < corpus.texts.size(); ++i) {
    const Document document = options.describe(corpus.files[i].path, corpus.texts[i]);
    corpus.bytes += document.text.size();
    for (const std::string_view part : {document.text, document.site, document.url, document.lang, document.date}) {
      add_to_hash(part, corpus.hash);
    }
    corpus.documents.push_back(document);
  }
}

}  // namespace

std::optional<Corpus> read_corpus(const Inputs& inputs, const DocumentOptions& options, Console& console) {
  Corpus corpus;
  corpus.failed = inputs.failed;
  const std::uint64_t disks = bytes_from_disks();
  const Stopwatch watch;
  for (const InputFile& input : inputs.files) {
    std::string text;
    std::string failure = read(input, text);
    if (stop_requested()) return std::nullopt;
    if (failure.empty() && looks_binary(text)) {
      failure =
          fmt::format("skipped '{}': it {}", input.path == kStdinPath ? "stdin" : input.path, describe_binary(text));
    }
    if (!failure.empty()) {
      console.error(failure);
      ++corpus.failed;
      continue;
    }
    corpus.files.push_back(input);
    corpus.texts.push_back(std::move(text));
  }
  corpus.reading = watch.elapsed();
  describe_documents(options, corpus);
  // Folders and rule files may have come from a disk just now.
  corpus.from_cache = bytes_from_disks() - disks < corpus.bytes / 2;
  return corpus;
}

}  // namespace pith
