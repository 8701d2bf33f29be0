#include "html/twin_tokenizer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "html/attributes.h"

namespace pith::twin {
namespace {

// The standard's states; "raw" stands for RCDATA and RAWTEXT, whose states differ in references only. Doctypes are read
// to their first `>`, which ends them in every state.
enum class State : std::uint8_t {
  data,
  tag_open,
  end_tag_open,
  tag_name,
  raw,
  raw_less_than,
  raw_end_tag_open,
  raw_end_tag_name,
  plaintext,
  script,
  script_less_than,
  script_end_tag_open,
  script_end_tag_name,
  script_escape_start,
  script_escape_start_dash,
  escaped,
  escaped_dash,
  escaped_dash_dash,
  escaped_less_than,
  escaped_end_tag_open,
  escaped_end_tag_name,
  double_escape_start,
  doubly_escaped,
  doubly_escaped_dash,
  doubly_escaped_dash_dash,
  doubly_escaped_less_than,
  double_escape_end,
  before_attribute_name,
  attribute_name,
  after_attribute_name,
  before_attribute_value,
  double_quoted_value,
  single_quoted_value,
  unquoted_value,
  after_quoted_value,
  self_closing_start_tag,
  bogus_comment,
  markup_declaration_open,
  comment_start,
  comment_start_dash,
  comment,
  comment_less_than,
  comment_less_than_bang,
  comment_less_than_bang_dash,
  comment_less_than_bang_dash_dash,
  comment_end_dash,
  comment_end,
  comment_end_bang,
  doctype,
};

constexpr int kEnd = -1;  // of the page

bool is_letter(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_space(int c) {
  return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string attribute_text(std::string_view name, std::string_view value) {
  return " {" + std::string(name) + "}={" + std::string(value) + "}";
}

class Machine {
 public:
  Machine(std::string_view page, TextMode mode, std::string_view end_name)
      : page_(page), end_name_(lower(end_name)), state_(first_state(mode)) {}

  std::vector<std::string> run() {
    while (!is_done_) {
      const int c = at_ < page_.size() ? static_cast<unsigned char>(page_[at_]) : kEnd;
      step(c);
      ++at_;
    }
    flush_text();
    return std::move(tokens_);
  }

 private:
  static State first_state(TextMode mode) {
    switch (mode) {
      case TextMode::data:
        return State::data;
      case TextMode::rcdata:
      case TextMode::rawtext:
        return State::raw;
      case TextMode::script:
        return State::script;
      case TextMode::plaintext:
        return State::plaintext;
    }
    return State::data;
  }

  void step(int c);
  void step_script(int c);
  void step_escaped(int c);
  void step_doubly_escaped(int c);
  void step_tag(int c);
  void step_attribute(int c);
  void step_comment(int c);

  void go(State state) { state_ = state; }
  void reconsume(State state) {
    state_ = state;
    --at_;
  }
  void emit_char(int c) { text_ += static_cast<char>(c); }
  void emit_chars(std::string_view text) { text_ += text; }
  void end() { is_done_ = true; }

  void flush_text() {
    if (!text_.empty()) tokens_.push_back("text [" + text_ + "]");
    text_.clear();
  }
  void emit(std::string token) {
    flush_text();
    tokens_.push_back(std::move(token));
  }
  void emit_comment() { emit("comment [" + comment_ + "]"); }
  void emit_nothing_at_end() {
    emit("nothing");
    end();
  }

  void start_tag(bool is_end) {
    is_end_tag_ = is_end;
    name_.clear();
    attributes_.clear();
    self_closing_ = false;
  }
  void end_name() { name_end_ = at_; }
  void start_attribute() { attributes_.emplace_back(); }
  void emit_tag() {
    std::string line = (is_end_tag_ ? "</" : "<") + lower(name_) + ">[";
    line += page_.substr(name_end_, at_ - name_end_);
    line += "]";
    for (const auto& [name, value] : attributes_) line += attribute_text(name, value);
    emit(line + (self_closing_ ? " /" : ""));
    go(State::data);
  }

  // What the three states for the name of an end tag in raw text and scripts have in common.
  void step_end_tag_name(int c, State back) {
    const bool is_appropriate = !end_name_.empty() && lower(buffer_) == end_name_;
    if (is_appropriate && (is_space(c) || c == '/' || c == '>')) {
      start_tag(true);
      name_ = buffer_;
      end_name();
      if (c == '>') {
        emit_tag();
      } else {
        go(c == '/' ? State::self_closing_start_tag : State::before_attribute_name);
      }
    } else if (is_letter(c)) {
      buffer_ += static_cast<char>(c);
    } else {
      emit_chars("</" + buffer_);
      reconsume(back);
    }
  }

  // The states that look for "script" behind `<` and `</`.
  void step_double_escape(int c, State if_script, State otherwise) {
    if (is_space(c) || c == '/' || c == '>') {
      emit_char(c);
      go(lower(buffer_) == "script" ? if_script : otherwise);
    } else if (is_letter(c)) {
      buffer_ += static_cast<char>(c);
      emit_char(c);
    } else {
      reconsume(state_ == State::double_escape_start ? State::escaped : State::doubly_escaped);
    }
  }

  std::string_view page_;
  std::string end_name_;
  State state_;
  std::size_t at_ = 0;
  bool is_done_ = false;
  std::vector<std::string> tokens_;
  std::string text_;
  std::string comment_;
  std::string buffer_;
  std::string name_;
  std::size_t name_end_ = 0;
  std::size_t doctype_begin_ = 0;
  bool is_end_tag_ = false;
  bool self_closing_ = false;
  std::vector<std::pair<std::string, std::string>> attributes_;
};

void Machine::step(int c) {
  if (state_ >= State::script && state_ <= State::script_escape_start_dash) return step_script(c);
  if (state_ >= State::escaped && state_ <= State::double_escape_start) return step_escaped(c);
  if (state_ >= State::doubly_escaped && state_ <= State::double_escape_end) return step_doubly_escaped(c);
  if (state_ >= State::before_attribute_name && state_ <= State::self_closing_start_tag) return step_attribute(c);
  if (state_ >= State::bogus_comment) return step_comment(c);
  step_tag(c);
}

void Machine::step_tag(int c) {
  if (state_ == State::data) {
    if (c == '<') return go(State::tag_open);
    return c == kEnd ? end() : emit_char(c);
  }
  if (state_ == State::tag_open) {
    if (c == '!') return go(State::markup_declaration_open);
    if (c == '/') return go(State::end_tag_open);
    if (is_letter(c)) {
      start_tag(false);
      return reconsume(State::tag_name);
    }
    if (c == '?') {
      comment_.clear();
      return reconsume(State::bogus_comment);
    }
    emit_char('<');
    return c == kEnd ? end() : reconsume(State::data);
  }
  if (state_ == State::end_tag_open) {
    if (is_letter(c)) {
      start_tag(true);
      return reconsume(State::tag_name);
    }
    if (c == '>') {
      emit("nothing");
      return go(State::data);
    }
    if (c == kEnd) {
      emit_chars("</");
      return end();
    }
    comment_.clear();
    return reconsume(State::bogus_comment);
  }
  if (state_ == State::tag_name) {
    if (c == kEnd) return emit_nothing_at_end();
    if (!is_space(c) && c != '/' && c != '>') {
      name_ += static_cast<char>(c);
      return;
    }
    end_name();
    if (c == '>') return emit_tag();
    return go(c == '/' ? State::self_closing_start_tag : State::before_attribute_name);
  }
  if (state_ == State::raw) {
    if (c == '<') return go(State::raw_less_than);
    return c == kEnd ? end() : emit_char(c);
  }
  if (state_ == State::raw_less_than) {
    buffer_.clear();
    if (c == '/') return go(State::raw_end_tag_open);
    emit_char('<');
    return reconsume(State::raw);
  }
  if (state_ == State::raw_end_tag_open) {
    if (is_letter(c)) return reconsume(State::raw_end_tag_name);
    emit_chars("</");
    return reconsume(State::raw);
  }
  if (state_ == State::raw_end_tag_name) return step_end_tag_name(c, State::raw);
  // plaintext
  if (c == kEnd) return end();
  emit_char(c);
}

void Machine::step_script(int c) {
  if (state_ == State::script) {
    if (c == '<') return go(State::script_less_than);
    return c == kEnd ? end() : emit_char(c);
  }
  if (state_ == State::script_less_than) {
    buffer_.clear();
    if (c == '/') return go(State::script_end_tag_open);
    emit_char('<');
    if (c != '!') return reconsume(State::script);
    emit_char('!');
    return go(State::script_escape_start);
  }
  if (state_ == State::script_end_tag_open) {
    if (is_letter(c)) return reconsume(State::script_end_tag_name);
    emit_chars("</");
    return reconsume(State::script);
  }
  if (state_ == State::script_end_tag_name) return step_end_tag_name(c, State::script);
  // script_escape_start, script_escape_start_dash
  if (c != '-') return reconsume(State::script);
  emit_char('-');
  go(state_ == State::script_escape_start ? State::script_escape_start_dash : State::escaped_dash_dash);
}

void Machine::step_escaped(int c) {
  if (state_ == State::escaped || state_ == State::escaped_dash || state_ == State::escaped_dash_dash) {
    if (c == kEnd) return end();
    if (c == '<') return go(State::escaped_less_than);
    emit_char(c);
    if (c == '-') return go(state_ == State::escaped ? State::escaped_dash : State::escaped_dash_dash);
    if (c == '>' && state_ == State::escaped_dash_dash) return go(State::script);
    return go(State::escaped);
  }
  if (state_ == State::escaped_less_than) {
    buffer_.clear();
    if (c == '/') return go(State::escaped_end_tag_open);
    emit_char('<');
    return reconsume(is_letter(c) ? State::double_escape_start : State::escaped);
  }
  if (state_ == State::escaped_end_tag_open) {
    if (is_letter(c)) return reconsume(State::escaped_end_tag_name);
    emit_chars("</");
    return reconsume(State::escaped);
  }
  if (state_ == State::escaped_end_tag_name) return step_end_tag_name(c, State::escaped);
  step_double_escape(c, State::doubly_escaped, State::escaped);
}

void Machine::step_doubly_escaped(int c) {
  if (state_ == State::doubly_escaped_less_than) {
    if (c != '/') return reconsume(State::doubly_escaped);
    buffer_.clear();
    emit_char('/');
    return go(State::double_escape_end);
  }
  if (state_ == State::double_escape_end) return step_double_escape(c, State::escaped, State::doubly_escaped);
  if (c == kEnd) return end();
  emit_char(c);
  if (c == '<') return go(State::doubly_escaped_less_than);
  if (c == '-')
    return go(state_ == State::doubly_escaped ? State::doubly_escaped_dash : State::doubly_escaped_dash_dash);
  if (c == '>' && state_ == State::doubly_escaped_dash_dash) return go(State::script);
  go(State::doubly_escaped);
}

void Machine::step_attribute(int c) {
  if (c == kEnd) return emit_nothing_at_end();
  if (state_ == State::before_attribute_name) {
    if (is_space(c)) return;
    if (c == '/' || c == '>') return reconsume(State::after_attribute_name);
    start_attribute();
    if (c != '=') return reconsume(State::attribute_name);
    attributes_.back().first = "=";
    return go(State::attribute_name);
  }
  if (state_ == State::attribute_name) {
    if (is_space(c) || c == '/' || c == '>') return reconsume(State::after_attribute_name);
    if (c == '=') return go(State::before_attribute_value);
    attributes_.back().first += static_cast<char>(c);
    return;
  }
  if (state_ == State::after_attribute_name) {
    if (is_space(c)) return;
    if (c == '/') return go(State::self_closing_start_tag);
    if (c == '=') return go(State::before_attribute_value);
    if (c == '>') return emit_tag();
    start_attribute();
    return reconsume(State::attribute_name);
  }
  if (state_ == State::before_attribute_value) {
    if (is_space(c)) return;
    if (c == '"') return go(State::double_quoted_value);
    if (c == '\'') return go(State::single_quoted_value);
    return c == '>' ? emit_tag() : reconsume(State::unquoted_value);
  }
  if (state_ == State::double_quoted_value || state_ == State::single_quoted_value) {
    if (c == (state_ == State::double_quoted_value ? '"' : '\'')) return go(State::after_quoted_value);
    attributes_.back().second += static_cast<char>(c);
    return;
  }
  if (state_ == State::unquoted_value) {
    if (is_space(c)) return go(State::before_attribute_name);
    if (c == '>') return emit_tag();
    attributes_.back().second += static_cast<char>(c);
    return;
  }
  if (state_ == State::after_quoted_value) {
    if (is_space(c)) return go(State::before_attribute_name);
    if (c == '/') return go(State::self_closing_start_tag);
    return c == '>' ? emit_tag() : reconsume(State::before_attribute_name);
  }
  // self_closing_start_tag
  if (c != '>') return reconsume(State::before_attribute_name);
  self_closing_ = true;
  emit_tag();
}

void Machine::step_comment(int c) {
  const auto append = [&](std::string_view text) { comment_ += text; };
  const auto emit_and_go_on = [&] {
    emit_comment();
    if (c == kEnd) return end();
    go(State::data);
  };
  if (state_ == State::bogus_comment) {
    if (c == '>' || c == kEnd) return emit_and_go_on();
    comment_ += static_cast<char>(c);
    return;
  }
  if (state_ == State::markup_declaration_open) {
    const std::string_view rest = page_.substr(std::min(at_, page_.size()));
    comment_.clear();
    if (rest.starts_with("--")) {
      at_ += 1;
      return go(State::comment_start);
    }
    if (lower(rest.substr(0, 7)) != "doctype") return reconsume(State::bogus_comment);
    at_ += 6;
    doctype_begin_ = at_ + 1;
    return go(State::doctype);
  }
  if (state_ == State::comment_start) {
    if (c == '-') return go(State::comment_start_dash);
    return c == '>' ? emit_and_go_on() : reconsume(State::comment);
  }
  if (state_ == State::comment_start_dash) {
    if (c == '-') return go(State::comment_end);
    if (c == '>' || c == kEnd) return emit_and_go_on();
    append("-");
    return reconsume(State::comment);
  }
  if (state_ == State::comment) {
    if (c == kEnd) return emit_and_go_on();
    if (c == '-') return go(State::comment_end_dash);
    comment_ += static_cast<char>(c);
    if (c == '<') go(State::comment_less_than);
    return;
  }
  if (state_ == State::comment_less_than) {
    if (c != '!' && c != '<') return reconsume(State::comment);
    comment_ += static_cast<char>(c);
    if (c == '!') go(State::comment_less_than_bang);
    return;
  }
  if (state_ == State::comment_less_than_bang) {
    return c == '-' ? go(State::comment_less_than_bang_dash) : reconsume(State::comment);
  }
  if (state_ == State::comment_less_than_bang_dash) {
    return c == '-' ? go(State::comment_less_than_bang_dash_dash) : reconsume(State::comment_end_dash);
  }
  if (state_ == State::comment_less_than_bang_dash_dash) {
    return reconsume(State::comment_end);
  }
  if (state_ == State::comment_end_dash) {
    if (c == '-') return go(State::comment_end);
    if (c == kEnd) return emit_and_go_on();
    append("-");
    return reconsume(State::comment);
  }
  if (state_ == State::comment_end) {
    if (c == '>' || c == kEnd) return emit_and_go_on();
    if (c == '!') return go(State::comment_end_bang);
    append(c == '-' ? "-" : "--");
    return c == '-' ? go(State::comment_end) : reconsume(State::comment);
  }
  if (state_ == State::comment_end_bang) {
    if (c == '>' || c == kEnd) return emit_and_go_on();
    append("--!");
    return c == '-' ? go(State::comment_end_dash) : reconsume(State::comment);
  }
  // doctype
  if (c != '>' && c != kEnd) return;
  emit("doctype [" + std::string(page_.substr(doctype_begin_, at_ - doctype_begin_)) + "]");
  if (c == kEnd) return end();
  go(State::data);
}

}  // namespace

std::string describe(const Token& token) {
  const std::string content = "[" + std::string(token.content) + "]";
  switch (token.kind) {
    case TokenKind::text:
      return "text " + content;
    case TokenKind::start_tag:
      return "<" + lower(token.name) + ">" + content;
    case TokenKind::end_tag:
      return "</" + lower(token.name) + ">" + content;
    case TokenKind::comment:
      return "comment " + content;
    case TokenKind::doctype:
      return "doctype " + content;
    case TokenKind::nothing:
      return "nothing";
  }
  return "";
}

std::string describe_fully(const Token& token) {
  std::string line = describe(token);
  if (token.kind != TokenKind::start_tag && token.kind != TokenKind::end_tag) return line;
  AttributeReader reader(token.content);
  for (Attribute attribute; reader.next(attribute);) {
    line += attribute_text(attribute.name, attribute.value);
    if ((token.attribute_names & name_set_of(lower(attribute.name))) == 0) line += " not in the set of names";
  }
  return line + (token.self_closing ? " /" : "");
}

std::vector<std::string> tokens_of(std::string_view page, TextMode mode, std::string_view end_name) {
  return Machine(page, mode, end_name).run();
}

}  // namespace pith::twin
