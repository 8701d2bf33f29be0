// Every document of an input, whatever its format, for commands that look at one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "cli/document_options.h"
#include "cli/page_text.h"
#include "cli/record_decoder.h"
#include "input/chunk.h"
#include "input/opened.h"
#include "input/tree.h"
#include "types.h"

namespace pith {

// Views live until the reader goes on.
struct ReadDocument {
  const Document& document;
  std::string_view name;      // of the input, with the record's number behind a colon where it holds many
  std::uint64_t record = 0;   // that number, from 1 on; 0: the input is the document
  std::string_view encoding;  // what the text was decoded from; empty: UTF-8
};

// Keeps its memory from input to input.
class DocumentReader {
 public:
  using See = std::function<bool(const ReadDocument&)>;
  using Fail = std::function<void(const std::string& message)>;

  // A read that waits and is interrupted by a signal is given up when stopped() says so. `options` must outlive this.
  explicit DocumentReader(
      const DocumentOptions& options, bool (*stopped)() = [] { return false; })
      : options_(options), stopped_(stopped), records_(options, options.keys, PageField::drop) {}

  // Calls see() for each document until it says false, and fail() for what cannot be read.
  void read(const InputFile& input, const See& see, const Fail& fail);

 private:
  void read_whole(Opened& opened, const InputFile& input, const See& see, const Fail& fail);
  template <class Chunks>
  void read_chunks(Opened& opened, const InputFile& input, const See& see, const Fail& fail);
  bool read_lines(const InputFile& input, const See& see, const Fail& fail);
  bool read_warc(const InputFile& input, const See& see, const Fail& fail);

  const DocumentOptions& options_;
  bool (*stopped_)();
  RecordDecoder records_;
  TextDecoder decoder_;
  std::string bytes_;
  Chunk chunk_;
};

}  // namespace pith
