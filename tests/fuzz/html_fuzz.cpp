// Any bytes as a page: its tokens are the page, and those of the standard's states; its visible text is lines that show
// something.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "html/tokenizer.h"
#include "html/twin_tokenizer.h"
#include "html/visible_text.h"
#include "text/unicode.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

bool is_within(std::string_view part, std::string_view whole) {
  return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

// Reads the page by `mode` from its start, and as a browser would from its first start tag on.
void check_tokens(std::string_view page, pith::TextMode mode) {
  std::vector<std::string> found;
  pith::Tokenizer tokens(page);
  tokens.read_text_as(mode, "script");
  std::size_t behind = 0;
  for (pith::Token token; tokens.next(token);) {
    check(!token.source.empty() && token.source.data() == page.data() + behind);
    behind += token.source.size();
    check(is_within(token.content, token.source));
    found.push_back(pith::twin::describe_fully(token));
  }
  check(behind == page.size());
  check(found == pith::twin::tokens_of(page, mode, "script"));
}

// Text modes switched by the tags of the page itself.
void check_cover(std::string_view page) {
  pith::Tokenizer tokens(page);
  std::size_t behind = 0;
  for (pith::Token token; tokens.next(token);) {
    check(!token.source.empty() && token.source.data() == page.data() + behind);
    behind += token.source.size();
    if (token.kind != pith::TokenKind::start_tag) continue;
    const pith::TextMode mode = pith::text_mode_of(token.tag);
    if (mode != pith::TextMode::data) tokens.read_text_as(mode, token.name);
  }
  check(behind == page.size());
}

void check_text(std::string_view page) {
  std::string text = "before\n";
  pith::PageFacts facts;
  pith::visible_text(page, text, facts);
  std::string alone;
  pith::visible_text(page, alone);
  check(text == "before\n" + alone);
  check(alone.size() <= page.size() + 1);
  check(alone.empty() || alone.ends_with('\n'));
  const bool is_utf8 = pith::is_valid_utf8(page);
  for (std::size_t at = 0; at < alone.size();) {
    const std::size_t end = alone.find('\n', at);
    const std::string_view line = std::string_view(alone).substr(at, end - at);
    check(!pith::is_blank(line));
    check(line.back() != ' ' && line.back() != '\t' && line.back() != '\r');
    check(!is_utf8 || pith::is_valid_utf8(line));
    at = end + 1;
  }
  for (const std::string* fact : {&facts.title, &facts.lang, &facts.url, &facts.date})
    check(!is_utf8 || pith::is_valid_utf8(*fact));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  for (const pith::TextMode mode : {pith::TextMode::data, pith::TextMode::rcdata, pith::TextMode::rawtext,
                                    pith::TextMode::script, pith::TextMode::plaintext}) {
    check_tokens(page, mode);
  }
  check_cover(page);
  check_text(page);
  return 0;
}
