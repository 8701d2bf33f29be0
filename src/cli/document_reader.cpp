#include "cli/document_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "input/file.h"
#include "input/line_chunks.h"
#include "input/warc_chunks.h"
#include "text/unicode.h"

namespace pith {

void DocumentReader::read(const InputFile& input, const See& see, const Fail& fail) {
  Result<Opened> opened = Opened::open(input.path, options_.format, stopped_);
  if (!opened) return fail(opened.error().message);
  switch (opened->format()) {
    case Format::text:
    case Format::page:
      return read_whole(*opened, input, see, fail);
    case Format::jsonl:
      return read_chunks<LineChunks>(*opened, input, see, fail);
    case Format::warc:
      return read_chunks<WarcChunks>(*opened, input, see, fail);
  }
}

void DocumentReader::read_whole(Opened& opened, const InputFile& input, const See& see, const Fail& fail) {
  if (auto read = read_document(opened, opened.name(), bytes_, false); !read) return fail(read.error().message);
  if (looks_binary(bytes_)) {
    return fail(fmt::format("skipped '{}': it {}", opened.name(), kWhyBinary));
  }
  Document document = options_.describe(input.path, bytes_);
  const DecodedText decoded =
      opened.format() == Format::page ? decoder_.page(bytes_, {}, document) : decoder_.text(bytes_, {}, document);
  document.text = decoded.text;
  if (opened.format() == Format::page) document.title = decoder_.title();
  static_cast<void>(see({document, input.path, 0, decoded.encoding}));
}

template <class Chunks>
void DocumentReader::read_chunks(Opened& opened, const InputFile& input, const See& see, const Fail& fail) {
  Chunks chunks(opened);
  do {
    chunks.next(chunk_);
    for (const Damage& damage : chunk_.damages) fail(damage.message);
    if (chunk_.is_oversize) {
      if (chunk_.starts_oversize) fail(fmt::format("{}:{}: over 1 GiB", input.path, chunk_.first_record));
      continue;
    }
    const bool goes_on = opened.format() == Format::warc ? read_warc(input, see, fail) : read_lines(input, see, fail);
    if (!goes_on) return;
  } while (!chunk_.is_last);
}

bool DocumentReader::read_lines(const InputFile& input, const See& see, const Fail& fail) {
  std::uint64_t number = chunk_.first_record;
  for (std::string_view rest = chunk_.bytes(); !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest.remove_prefix(line.size());
    const JsonRecord record = records_.read(line);
    const std::string name = fmt::format("{}:{}", input.path, number);
    if (record.kind == JsonKind::text || record.kind == JsonKind::page) {
      const RecordDocument decoded = records_.decode(record, input.path);
      if (!see({decoded.document, name, number, decoded.encoding})) return false;
    } else if (record.kind != JsonKind::not_object || !is_blank(line)) {
      fail(fmt::format("{}: {}", name, RecordDecoder::problem_of(record)));
    }
  }
  return true;
}

bool DocumentReader::read_warc(const InputFile& input, const See& see, const Fail& fail) {
  std::uint64_t number = chunk_.first_record;
  for (const WarcSlice& slice : chunk_.records) {
    const std::string name = fmt::format("{}:{}", input.path, number);
    const WarcDocument found = warc_document(slice.of(chunk_.bytes()));
    if (found.kind != WarcKind::other) {
      const Result<RecordDocument> decoded = records_.decode(found, input.path);
      if (!decoded) {
        fail(fmt::format("{}: {}", name, decoded.error().message));
      } else {
        if (!decoded->problem.empty()) fail(fmt::format("{}: {}", name, decoded->problem));
        if (!see({decoded->document, name, number, decoded->encoding})) return false;
      }
    }
    ++number;
  }
  return true;
}

}  // namespace pith
