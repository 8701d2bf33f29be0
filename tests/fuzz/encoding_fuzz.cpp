// Any bytes as a page and as a text: what comes out is UTF-8, and what is found depends on nothing else.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/encoding.h"
#include "text/unicode.h"

namespace {

using pith::Encoding;

void check(bool holds) {
  if (!holds) std::abort();
}

bool is_valid_one_by_one(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const pith::Decoded d = pith::decode(text, i);
    if (!d.valid) return false;
    i += d.size;
  }
  return true;
}

void check_decoded(std::string_view bytes, Encoding encoding) {
  std::string scratch;
  const pith::Utf8Text out = pith::to_utf8(bytes, encoding, scratch);
  if (encoding == Encoding::utf_8) {
    check(out.replaced == 0 && bytes.ends_with(out.text));
    check(out.text.size() == bytes.size() || out.text.size() + 3 == bytes.size());
    return;
  }
  check(pith::is_valid_utf8(out.text) && out.text.size() <= 3 * bytes.size());
  std::size_t errors = 0;
  for (std::size_t at = 0; (at = out.text.find("\uFFFD", at)) != std::string_view::npos; at += 3) ++errors;
  // U+FFFD may stand in the text as well where an encoding has it.
  const bool has_it = encoding == Encoding::utf_16be || encoding == Encoding::utf_16le ||
                      encoding == Encoding::gb18030 || encoding == Encoding::gbk;
  check(has_it ? errors >= out.replaced : errors == out.replaced);
}

bool same(const pith::EncodingGuess& a, const pith::EncodingGuess& b) {
  return a.encoding == b.encoding && a.source == b.source;
}

void check_page(std::string_view bytes, std::string_view label) {
  const pith::EncodingGuess guess = pith::find_page_encoding(bytes, label);
  check(same(guess, pith::find_page_encoding(bytes, label)));
  check_decoded(bytes, guess.encoding);
  const bool declared = guess.source == pith::EncodingSource::bom || guess.source == pith::EncodingSource::transport ||
                        guess.source == pith::EncodingSource::meta;
  // What is declared is declared in the first 1,024 bytes.
  if (declared) check(same(guess, pith::find_page_encoding(bytes.substr(0, 1024), label)));
  if (!declared) {
    const pith::EncodingGuess text = pith::find_text_encoding(bytes);
    check(same(guess, text));
  }
}

void check_text(std::string_view bytes) {
  const pith::EncodingGuess guess = pith::find_text_encoding(bytes);
  check_decoded(bytes, guess.encoding);
  if (guess.encoding == Encoding::iso_2022_jp || guess.source == pith::EncodingSource::bom ||
      guess.source == pith::EncodingSource::utf_16) {
    return;
  }
  if (pith::is_valid_utf8(bytes)) check(guess.encoding == Encoding::utf_8);
  pith::find_text_encoding(bytes, {}, {"ru", "www.example.jp"});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A copy of just that size, so that a byte too many is seen.
  const std::vector<char> copy(data, data + size);
  const std::string_view bytes(copy.data(), copy.size());
  check(pith::is_valid_utf8(bytes) == is_valid_one_by_one(bytes));
  check_page(bytes, {});
  check_page(bytes, bytes.substr(0, 16));
  check_text(bytes);
  for (std::size_t k = 0; k < pith::kEncodings; ++k) check_decoded(bytes, static_cast<Encoding>(k));
  return 0;
}
