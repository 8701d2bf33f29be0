#include "html/visible_text.h"

#include <algorithm>
#include <optional>

#include "html/ascii.h"
#include "html/attributes.h"
#include "html/decode.h"
#include "html/line_writer.h"
#include "html/skipped.h"
#include "html/tokenizer.h"

namespace pith {
namespace {

constexpr std::size_t kLongestFact = 4096;  // bytes of an attribute that is taken

// Decoded and trimmed; empty when there is no such attribute, or one too long to be true.
std::string attribute_text(const Token& tag, std::string_view name) {
  const std::optional<std::string_view> value = find_attribute(tag, name);
  std::string text;
  if (!value || value->size() > kLongestFact) return text;
  append_decoded(*value, Decoding::attribute, text);
  while (!text.empty() && is_ascii_space(text.back())) text.pop_back();
  text.erase(0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_ascii_space) - text.begin()));
  return text;
}

// True when the words of `text`, set apart by white space, have `word` among them.
bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\t\n\f\r ", at), text.size());
    if (equals_without_case(text.substr(at, end - at), word)) return true;
    at = end + 1;
  }
  return false;
}

// The date that `text` begins with, if any.
std::string_view leading_date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  if (text.size() < kShape.size()) return {};
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '-' ? text[i] != '-' : !is_ascii_digit(text[i])) return {};
  }
  return text.substr(0, kShape.size());
}

class FactFinder {
 public:
  explicit FactFinder(PageFacts& facts) : facts_(facts) {}

  void see(const Token& tag) {
    if (tag.tag == Tag::html && facts_.lang.empty()) {
      facts_.lang = attribute_text(tag, "lang");
    } else if (tag.tag == Tag::link && !has_canonical_) {
      see_link(tag);
    } else if (tag.tag == Tag::meta) {
      see_meta(tag);
    }
  }

 private:
  void see_link(const Token& tag) {
    if (!has_word(attribute_text(tag, "rel"), "canonical")) return;
    std::string url = attribute_text(tag, "href");
    if (url.empty()) return;
    facts_.url = std::move(url);
    has_canonical_ = true;
  }

  void see_meta(const Token& tag) {
    const std::string property = attribute_text(tag, "property");
    if (property == "og:url" && facts_.url.empty()) facts_.url = attribute_text(tag, "content");
    if (property == "article:published_time" && facts_.date.empty())
      facts_.date = leading_date(attribute_text(tag, "content"));
  }

  PageFacts& facts_;
  bool has_canonical_ = false;
};

constexpr std::size_t kLongLine = 120;  // bytes; names of things are shorter, and so are most messages

bool has_long_line(std::string_view lines) {
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    if (end - at >= kLongLine) return true;
    at = end + 1;
  }
  return false;
}

bool is_hidden(const Token& start) {
  if (start.tag == Tag::html || start.tag == Tag::body) return false;
  const std::optional<std::string_view> hidden = find_attribute(start, "hidden");
  return hidden && !equals_without_case(*hidden, "until-found");
}

class PageReader {
 public:
  PageReader(std::string_view page, std::string& out, PageFacts* facts) : tokens_(page), lines_(out), facts_(facts) {
    if (facts != nullptr) finder_.emplace(*facts);
  }

  void run() {
    for (Token token; tokens_.next(token);) {
      switch (token.kind) {
        case TokenKind::text:
          see_text(token);
          break;
        case TokenKind::start_tag:
          see_start(token);
          break;
        case TokenKind::end_tag:
          see_end(token);
          break;
        case TokenKind::comment:
        case TokenKind::doctype:
        case TokenKind::nothing:
          break;
      }
    }
    lines_.end_line();
  }

 private:
  void see_text(const Token& text) {
    if (skipped_.is_open()) return;
    if (text.mode == TextMode::rcdata) return see_title(text);
    const bool is_raw = text.mode != TextMode::data;
    if (is_raw || preformatted_ > 0) return lines_.add_preformatted(text.content, !is_raw);
    lines_.add(text.content);
  }

  // Shown above the page, and only the first.
  void see_title(const Token& text) {
    if (has_title_) return;
    has_title_ = true;
    lines_.add(text.content);
    if (facts_ == nullptr) return;
    LineWriter title(facts_->title);
    title.add(text.content);
    title.end_line();
    if (!facts_->title.empty()) facts_->title.pop_back();
  }

  void see_start(const Token& tag) {
    const bool is_inside = skipped_.is_open() && skipped_.takes_start(tag);
    if (!(is_inside && skipped_.is_foreign())) {
      const TextMode mode = text_mode_of(tag.tag);
      if (mode != TextMode::data) tokens_.read_text_as(mode, tag.name);
    }
    if (is_inside) return;
    if (hidden_.is_open() && !hidden_.takes_start(tag)) end_hidden();
    if (finder_) finder_->see(tag);
    if (is_block(tag.tag) || tag.tag == Tag::br) lines_.end_line();
    if (is_void(tag.tag)) return;
    if (is_never_shown(tag.tag)) {
      const bool is_empty = tag.self_closing && (tag.tag == Tag::svg || tag.tag == Tag::math);
      if (!is_empty) skipped_.open(tag);
      return;
    }
    if (tag.tag == Tag::pre || tag.tag == Tag::listing) ++preformatted_;
    if (hidden_.is_open() || !is_hidden(tag)) return;
    hidden_.open(tag);
    hidden_from_ = lines_.mark();
  }

  void see_end(const Token& tag) {
    if (skipped_.is_open() && skipped_.takes_end(tag)) return;
    if (hidden_.is_open() && !hidden_.takes_end(tag)) end_hidden();
    if (is_block(tag.tag) || tag.tag == Tag::br) lines_.end_line();
    const bool is_pre = tag.tag == Tag::pre || tag.tag == Tag::listing;
    if (is_pre && preformatted_ > 0) --preformatted_;
  }

  // Scripts show what is hidden, and parts of pages come hidden to be put in their places: a long line is kept.
  void end_hidden() {
    if (!has_long_line(lines_.written_since(hidden_from_))) lines_.take_back(hidden_from_);
  }

  Tokenizer tokens_;
  LineWriter lines_;
  SkippedElement skipped_;
  SkippedElement hidden_;  // the outermost of those that are
  LineWriter::Mark hidden_from_;
  PageFacts* facts_;
  std::optional<FactFinder> finder_;
  std::size_t preformatted_ = 0;  // elements open, nested or not
  bool has_title_ = false;
};

}  // namespace

void visible_text(std::string_view page, std::string& out) {
  PageReader(page, out, nullptr).run();
}

void visible_text(std::string_view page, std::string& out, PageFacts& facts) {
  facts = {};
  PageReader(page, out, &facts).run();
}

}  // namespace pith
