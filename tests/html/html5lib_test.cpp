// The tokenizer against html5lib-tests (tokenizer/*.test), which are not part of the project: html5lib_test SHARED
//
// Exit status 77 (skipped) when SHARED/data/html5lib-tests is not there. Left out, each counted under its reason:
//
// - "CDATA sections": only contents of <svg> and <math> have them, and what reads pages here sees HTML alone.
// - "surrogates": UTF-8 has none.
// - "XML": what to do for trees that must be XML, not tokens (xmlViolationTests).
//
// Of a doctype only that there is one is compared: nothing here asks for its name, its identifiers or quirks. Parse
// errors are not reported, so they are not compared.
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html/ascii.h"
#include "html/attributes.h"
#include "html/decode.h"
#include "html/tokenizer.h"
#include "text/unicode.h"

namespace {

namespace dom = simdjson::dom;

// Tokens as lines: a kind, then strings, each behind a unit separator.
using Lines = std::vector<std::string>;
constexpr char kSeparator = '\x1F';

struct Counts {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::map<std::string, std::size_t> left_out;
};

std::string decoded(std::string_view source, pith::Decoding decoding) {
  std::string text;
  pith::append_decoded(source, decoding, text);
  return text;
}

std::string name_text(std::string_view name) {
  std::string text = decoded(name, pith::Decoding::raw);
  std::ranges::transform(text, text.begin(), pith::ascii_lower);
  return text;
}

std::string tag_line(std::string kind, std::string_view name, const std::map<std::string, std::string>& attributes,
                     bool self_closing) {
  kind += kSeparator + std::string(name);
  for (const auto& [key, value] : attributes) kind += kSeparator + key + kSeparator + value;
  return self_closing ? kind + kSeparator + "/" : kind;
}

void add_text(Lines& lines, std::string_view text) {
  const std::string head = std::string("Character") + kSeparator;
  if (lines.empty() || !lines.back().starts_with(head)) lines.push_back(head);
  lines.back() += text;
}

pith::Decoding decoding_of(pith::TextMode mode) {
  if (mode == pith::TextMode::data) return pith::Decoding::data;
  return mode == pith::TextMode::rcdata ? pith::Decoding::rcdata : pith::Decoding::raw;
}

void add_token(Lines& lines, const pith::Token& token) {
  switch (token.kind) {
    case pith::TokenKind::text:
      add_text(lines, decoded(token.content, decoding_of(token.mode)));
      break;
    case pith::TokenKind::start_tag: {
      std::map<std::string, std::string> attributes;
      pith::AttributeReader reader(token.content);
      for (pith::Attribute attribute; reader.next(attribute);)
        attributes.try_emplace(name_text(attribute.name), decoded(attribute.value, pith::Decoding::attribute));
      lines.push_back(tag_line("StartTag", name_text(token.name), attributes, token.self_closing));
      break;
    }
    case pith::TokenKind::end_tag:
      lines.push_back(tag_line("EndTag", name_text(token.name), {}, false));
      break;
    case pith::TokenKind::comment:
      lines.push_back(std::string("Comment") + kSeparator + decoded(token.content, pith::Decoding::raw));
      break;
    case pith::TokenKind::doctype:
      lines.emplace_back("DOCTYPE");
      break;
    case pith::TokenKind::nothing:
      break;
  }
}

Lines tokens_of(std::string_view page, pith::TextMode mode, std::string_view end_name) {
  pith::Tokenizer tokenizer(page);
  tokenizer.read_text_as(mode, end_name);
  Lines lines;
  for (pith::Token token; tokenizer.next(token);) add_token(lines, token);
  return lines;
}

// "\u0041" in a string that was escaped twice. False when it holds a surrogate.
bool unescape(std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\u") != 0) {
      out += text[i];
      continue;
    }
    const auto c = static_cast<char32_t>(std::stoul(text.substr(i + 2, 4), nullptr, 16));
    if (c >= 0xD800 && c < 0xE000) return false;
    out += pith::Encoded(c).text();
    i += 5;
  }
  text = out;
  return true;
}

class Case {
 public:
  explicit Case(dom::element test) : test_(test) {
    bool escaped = false;
    is_escaped_ = test["doubleEscaped"].get(escaped) == simdjson::SUCCESS && escaped;
  }

  void run(const std::string& file, Counts& counts) {
    dom::array states;
    std::vector<std::string_view> names = {"Data state"};
    if (test_["initialStates"].get(states) == simdjson::SUCCESS) {
      names.clear();
      for (const dom::element state : states) names.push_back(state.get_string().value());
    }
    for (const std::string_view state : names) run_in(state, file, counts);
  }

 private:
  void run_in(std::string_view state, const std::string& file, Counts& counts) {
    static const std::map<std::string_view, pith::TextMode> kModes = {{"Data state", pith::TextMode::data},
                                                                      {"RCDATA state", pith::TextMode::rcdata},
                                                                      {"RAWTEXT state", pith::TextMode::rawtext},
                                                                      {"Script data state", pith::TextMode::script},
                                                                      {"PLAINTEXT state", pith::TextMode::plaintext}};
    const auto mode = kModes.find(state);
    if (mode == kModes.end()) {
      ++counts.left_out[state == "CDATA section state" ? "CDATA sections" : std::string(state)];
      return;
    }
    std::string page;
    Lines expected;
    if (!text_of(test_["input"], page) || !read_expected(expected)) {
      ++counts.left_out["surrogates"];
      return;
    }
    std::string_view end_name;
    if (test_["lastStartTag"].get(end_name) != simdjson::SUCCESS) end_name = {};
    const Lines found = tokens_of(page, mode->second, end_name);
    if (found == expected) {
      ++counts.passed;
      return;
    }
    ++counts.failed;
    std::printf("FAILED %s: %s (%s)\n", file.c_str(), std::string(test_["description"].get_string().value()).c_str(),
                std::string(state).c_str());
    for (const std::string& line : expected) std::printf("  - %s\n", line.c_str());
    for (const std::string& line : found) std::printf("  + %s\n", line.c_str());
  }

  bool text_of(simdjson::simdjson_result<dom::element> element, std::string& text) const {
    std::string_view view;
    if (element.get(view) != simdjson::SUCCESS) return false;
    text = view;
    return !is_escaped_ || unescape(text);
  }

  bool read_expected(Lines& lines) const {
    const dom::array output = test_["output"].get_array().value();
    for (const dom::element element : output) {
      const dom::array token = element.get_array().value();
      const std::string_view kind = token.at(0).get_string().value();
      if (kind == "DOCTYPE") {
        lines.emplace_back(kind);
        continue;
      }
      std::string text;
      if (!text_of(token.at(1), text)) return false;
      if (kind == "Character") {
        add_text(lines, text);
      } else if (kind == "Comment") {
        lines.push_back(std::string(kind) + kSeparator + text);
      } else {
        std::map<std::string, std::string> attributes;
        if (!read_attributes(token, attributes)) return false;
        lines.push_back(tag_line(std::string(kind), text, attributes, token.size() == 4));
      }
    }
    return true;
  }

  bool read_attributes(dom::array token, std::map<std::string, std::string>& attributes) const {
    dom::object fields;
    if (token.size() < 3 || token.at(2).get(fields) != simdjson::SUCCESS) return true;
    for (const dom::key_value_pair field : fields) {
      std::string key(field.key);
      std::string value;
      if ((is_escaped_ && !unescape(key)) || !text_of(dom::element(field.value), value)) return false;
      attributes.emplace(key, value);
    }
    return true;
  }

  dom::element test_;
  bool is_escaped_ = false;
};

// False when the file cannot be read.
bool run_file(const std::filesystem::path& path, Counts& counts) {
  dom::parser parser;
  dom::element document;
  if (parser.load(path.string()).get(document) != simdjson::SUCCESS) {
    std::printf("FAILED %s: is no JSON that simdjson reads\n", path.string().c_str());
    return false;
  }
  dom::array tests;
  if (document["tests"].get(tests) != simdjson::SUCCESS) {
    counts.left_out["XML"] += document["xmlViolationTests"].get_array().value().size();
    return true;
  }
  for (const dom::element test : tests) Case(test).run(path.filename().string(), counts);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder =
      std::filesystem::path(argc == 2 ? argv[1] : ".") / "data" / "html5lib-tests" / "tokenizer";
  if (!std::filesystem::is_directory(folder)) {
    std::printf("SKIPPED: %s is not there\n", folder.string().c_str());
    return 77;
  }
  Counts counts;
  bool all_read = true;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".test") all_read = run_file(entry.path(), counts) && all_read;
  }
  std::printf("%zu passed, %zu failed\n", counts.passed, counts.failed);
  for (const auto& [reason, count] : counts.left_out) std::printf("%zu left out: %s\n", count, reason.c_str());
  return all_read && counts.failed == 0 && counts.passed > 0 ? 0 : 1;
}
