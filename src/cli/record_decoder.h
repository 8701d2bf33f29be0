// From a record of JSONL or WARC to the document that rules see.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/document_options.h"
#include "cli/page_text.h"
#include "input/http_response.h"
#include "input/json_keys.h"
#include "input/json_record.h"
#include "input/warc_document.h"
#include "types.h"

namespace pith {

// A record's document. Views live as long as the record, or until the decoder's next call.
struct RecordDocument {
  Document document;
  std::string_view encoding;  // what the text was decoded from; empty: UTF-8
  std::string problem;        // something is wrong with the record, and yet it can be used; empty: nothing
};

// Keeps its memory from record to record.
class RecordDecoder {
 public:
  // All must outlive this.
  RecordDecoder(const DocumentOptions& options, const JsonKeys& keys, PageField page)
      : options_(options), reader_(keys, page) {}

  // Of a line of JSONL: what it is; a view of `line` and of this.
  JsonRecord read(std::string_view line) { return reader_.read(line); }
  // Of a record with a text or page; `path` is that of the input.
  RecordDocument decode(const JsonRecord& record, std::string_view path);
  // Why there is no document in a record of another kind.
  static std::string_view problem_of(const JsonRecord& record);

  // Of a record of WARC that is a text or page. Fails, saying why, when its body cannot be decoded.
  Result<RecordDocument> decode(const WarcDocument& record, std::string_view path);

 private:
  Document describe(std::string_view path, std::string_view id, std::string_view url, std::string_view date) const;

  const DocumentOptions& options_;
  JsonRecordReader reader_;
  TextDecoder decoder_;
  HttpDecoder http_;
  std::string lang_;
};

}  // namespace pith
