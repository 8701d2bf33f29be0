#include "cli/bench_corpus.h"

#include <xxhash.h>

#include "cli/document_reader.h"
#include "cli/stop.h"
#include "measure/machine.h"
#include "measure/stopwatch.h"

namespace pith {
namespace {

// A hash of all that was added, and of where one ends and the next begins.
void add_to_hash(std::string_view bytes, std::uint64_t& hash) {
  hash = XXH3_64bits_withSeed(bytes.data(), bytes.size(), hash + bytes.size() + 1);
}

// Takes over what a document's views show.
void keep(const InputFile& input, const ReadDocument& read, Corpus& corpus) {
  const Document& document = read.document;
  corpus.files.push_back(read.record == 0 ? input : InputFile{std::string(read.name), input.inside, false});
  corpus.kept.push_back({std::string(document.text), std::string(document.site), std::string(document.url),
                         std::string(document.lang), std::string(document.date), std::string(document.title)});
}

void describe_documents(Corpus& corpus) {
  for (std::size_t i = 0; i < corpus.kept.size(); ++i) {
    const Corpus::Kept& kept = corpus.kept[i];
    const Document document{kept.text, corpus.files[i].path, kept.site, kept.url, kept.lang, kept.date, kept.title};
    corpus.bytes += document.text.size();
    for (const std::string_view part :
         {document.text, document.site, document.url, document.lang, document.date, document.title}) {
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
  DocumentReader reader(options, stop_requested);
  for (const InputFile& input : inputs.files) {
    reader.read(
        input,
        [&](const ReadDocument& read) {
          keep(input, read, corpus);
          return !stop_requested();
        },
        [&](const std::string& message) {
          if (!stop_requested()) console.error(message);
          ++corpus.failed;
        });
    if (stop_requested()) return std::nullopt;
  }
  corpus.reading = watch.elapsed();
  describe_documents(corpus);
  // Folders and rule files may have come from a disk just now.
  corpus.from_cache = bytes_from_disks() - disks < corpus.bytes / 2;
  return corpus;
}

}  // namespace pith
