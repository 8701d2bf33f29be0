#include "input/json_record.h"

#include "text/json_string.h"

namespace pith {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSpace = " \t\r\n";
// No key is longer when it is written with escapes alone: each of its bytes takes six at most.
constexpr std::size_t kLongestEscape = 6;

std::string_view inside_quotes(std::string_view source, Span string) {
  return source.substr(string.begin + 1, string.size() - 2);
}

Span empty_at(std::uint32_t at) {
  return {at, at};
}

// The member from `key` to `value` and the comma that must go with it. White space goes only with a comma.
Span with_comma(std::string_view line, Span key, Span value) {
  const std::size_t next = line.find_first_not_of(kSpace, value.end);
  if (line[next] == ',') {
    return {key.begin, static_cast<std::uint32_t>(line.find_first_not_of(kSpace, next + 1))};
  }
  const std::size_t before = line.find_last_not_of(kSpace, key.begin - 1);
  return {line[before] == ',' ? static_cast<std::uint32_t>(before) : key.begin, value.end};
}

}  // namespace

JsonRecordReader::JsonRecordReader(const JsonKeys& keys, PageField page)
    : tree_(keys), page_field_(page), found_(tree_.size()), strings_(tree_.size()) {}

JsonRecord JsonRecordReader::read(std::string_view line) {
  JsonRecord record;
  problem_ = {};
  if (line.size() > kMostBytes) {
    problem_ = {"the line is longer than 1 GiB", kMostBytes};
  } else {
    seen_.clear();
    found_[JsonPathTree::kRoot] = {};
    found_[JsonPathTree::kRoot].serial = ++serial_;
    problem_ = walk(line, line.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0, JsonPathTree::kRoot);
    record.kind = JsonKind::not_object;
    if (problem_.what.empty() && found_[JsonPathTree::kRoot].kind == JsonToken::begin_object) {
      look_into_strings();
      choose_places();
      describe_object(line, record);
    }
  }
  if (problem_.what.empty()) return record;
  record = {};
  record.problem = problem_.what;
  record.problem_at = problem_.at;
  return record;
}

JsonRecordReader::Problem JsonRecordReader::walk(std::string_view source, std::size_t begin, Node root) {
  JsonTokens tokens(source, begin);
  open_.clear();
  Node node = root;                   // whose value comes next
  std::vector<char>* room = nullptr;  // for its content
  for (;;) {
    const JsonToken token = tokens.next(room);
    switch (token) {
      case JsonToken::key:
        node = see_key(tokens.span(), source, root);
        room = node != JsonPathTree::kNone && tree_.holds_content(node) ? &strings_[node] : nullptr;
        break;
      case JsonToken::begin_object:
      case JsonToken::array:
      case JsonToken::string:
      case JsonToken::number:
      case JsonToken::word:
        see_value(tokens, token, node);
        room = nullptr;
        break;
      case JsonToken::end_object:
        found_[open_.back()].value.end = tokens.span().end;
        open_.pop_back();
        break;
      case JsonToken::end:
      case JsonToken::broken:
        return {tokens.problem(), tokens.problem_at()};
    }
  }
}

// The node below the innermost open object that the key leads to.
JsonPathTree::Node JsonRecordReader::see_key(Span span, std::string_view source, Node root) {
  const Node parent = open_.back();
  std::string_view key = inside_quotes(source, span);
  if (key.find('\\') != std::string_view::npos) {
    if (key.size() > kLongestEscape * tree_.longest_key()) return JsonPathTree::kNone;
    const auto size = unescape_json(source.substr(span.begin + 1, span.size() - 1), key_);
    if (!size) return JsonPathTree::kNone;
    key = {key_.data(), size->unescaped};
  }
  const Node node = tree_.child(parent, key);
  if (node != JsonPathTree::kNone) {
    if (found_[node].serial < found_[JsonPathTree::kRoot].serial) seen_.push_back(node);
    Found& found = found_[node];
    found = {};
    found.serial = ++serial_;
    found.parent_serial = found_[parent].serial;
    found.in_string = root != JsonPathTree::kRoot;
    found.source = source;
    found.key = span;
  }
  return node;
}

void JsonRecordReader::see_value(JsonTokens& tokens, JsonToken token, Node node) {
  const bool is_object = token == JsonToken::begin_object;
  const bool is_entered = is_object && node != JsonPathTree::kNone && tree_.has_children(node);
  // A broken object shows at the next token.
  if (is_object && !is_entered) tokens.skip_object();
  if (is_entered) open_.push_back(node);
  if (node == JsonPathTree::kNone) return;
  Found& found = found_[node];
  found.kind = token;
  found.value = tokens.span();
  if (token == JsonToken::string && tree_.holds_content(node)) found.unescaped_size = tokens.unescaped_size();
}

void JsonRecordReader::look_into_strings() {
  // More come behind these while strings are looked into; one string deep is enough.
  for (std::size_t i = 0, count = seen_.size(); i < count; ++i) {
    const Node node = seen_[i];
    const Found seen = found_[node];
    if (!tree_.has_children(node) || seen.kind != JsonToken::string || seen.in_string || !is_there(node)) continue;
    const bool is_json = walk(value_of(node), 0, node).what.empty();
    found_[node] = seen;
    // What was found before the string turned out to be no JSON does not count.
    if (!is_json) found_[node].serial = ++serial_;
  }
}

bool JsonRecordReader::is_there(Node node) const {
  for (; node != JsonPathTree::kRoot; node = tree_.parent(node)) {
    if (found_[node].parent_serial != found_[tree_.parent(node)].serial) return false;
  }
  return true;
}

bool JsonRecordReader::can_be(JsonField field, const Found& found) const {
  const bool may_be_in_string = field != JsonField::text && field != JsonField::page;
  if (found.in_string && !may_be_in_string) return false;
  return found.kind == JsonToken::string || (field == JsonField::id && found.kind == JsonToken::number);
}

void JsonRecordReader::choose_places() {
  std::array<std::uint32_t, kJsonFields> ranks{};
  places_.fill(JsonPathTree::kNone);
  for (const Node node : seen_) {
    if (!is_there(node)) continue;
    for (const JsonPathTree::Place& place : tree_.places(node)) {
      const auto field = static_cast<std::size_t>(place.field);
      const bool is_better = places_[field] == JsonPathTree::kNone || place.rank < ranks[field];
      if (!is_better || !can_be(place.field, found_[node])) continue;
      places_[field] = node;
      ranks[field] = place.rank;
    }
  }
}

// What a string says, or the digits of a number. A string without escapes is not copied.
std::string_view JsonRecordReader::value_of(Node node) {
  if (node == JsonPathTree::kNone) return {};
  const Found& found = found_[node];
  if (found.kind != JsonToken::string) return found.source.substr(found.value.begin, found.value.size());
  const std::string_view raw = inside_quotes(found.source, found.value);
  std::vector<char>& string = strings_[node];
  std::size_t size = found.unescaped_size;
  if (!tree_.holds_content(node)) {
    if (raw.find('\\') == std::string_view::npos) return raw;
    const std::string_view rest = found.source.substr(found.value.begin + 1, found.value.size() - 1);
    const auto read = unescape_json(rest, string);
    if (!read) {
      const std::size_t at = found.value.begin + 1 + read.error();
      // In an object that is written as a string it is no mistake of the line.
      if (problem_.what.empty() && !found.in_string) {
        problem_ = {describe_string_problem(found.source, at), static_cast<std::uint32_t>(at)};
      }
      return {};
    }
    size = read->unescaped;
  }
  return size == raw.size() ? raw : std::string_view(string.data(), size);
}

void JsonRecordReader::describe_object(std::string_view line, JsonRecord& record) {
  record.url = value_of(place_of(JsonField::url));
  record.id = value_of(place_of(JsonField::id));
  record.lang = value_of(place_of(JsonField::lang));
  record.date = value_of(place_of(JsonField::date));
  record.title = value_of(place_of(JsonField::title));
  record.source = value_of(place_of(JsonField::source));
  const Span object = found_[JsonPathTree::kRoot].value;
  if (is_there(tree_.error())) {
    record.error_slot.replaces = found_[tree_.error()].value;
    record.error_slot.value_only = true;
  } else {
    record.error_slot.replaces = empty_at(object.end - 1);
    record.error_slot.comma_before = line.find_first_not_of(kSpace, object.begin + 1) + 1 < object.end;
  }

  const Node text = place_of(JsonField::text);
  const Node page = place_of(JsonField::page);
  const Node content = text != JsonPathTree::kNone ? text : page;
  if (content == JsonPathTree::kNone) {
    record.kind = JsonKind::no_text;
    return;
  }
  record.kind = content == text ? JsonKind::text : JsonKind::page;
  record.content = value_of(content);
  record.raw = {found_[content].value.begin + 1, found_[content].value.end - 1};
  if (record.kind == JsonKind::page) describe_page(line, page, record);
}

void JsonRecordReader::describe_page(std::string_view line, Node page, JsonRecord& record) const {
  const Found& found = found_[page];
  const bool is_kept = page_field_ == PageField::keep;
  for (const Node node : tree_.first_text()) {
    if (!is_there(node) || found_[node].in_string) continue;
    const Span old = found_[node].value;
    if (old.begin < found.key.begin && found.key.begin < old.end) continue;
    record.text_slot.replaces = old;
    record.text_slot.value_only = true;
    if (!is_kept) record.page_cut = with_comma(line, found.key, found.value);
    return;
  }
  record.text_slot.replaces = is_kept ? empty_at(found.key.begin) : Span{found.key.begin, found.value.end};
  record.text_slot.comma_after = is_kept;
}

}  // namespace pith
