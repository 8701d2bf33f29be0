#include "rules/dump.h"

#include "text/json.h"

namespace pith {
namespace {

using ast::Action;
using ast::Until;
using ast::Where;
using ast::Word;

std::string_view name_of(Word word) {
  switch (word) {
    case Word::is:
      return "is";
    case Word::starts:
      return "starts";
    case Word::ends:
      return "ends";
    case Word::has:
      return "has";
    case Word::like:
      return "like";
    case Word::any:
      return "any";
  }
  return {};
}

std::string_view name_of(ast::Shape shape) {
  switch (shape) {
    case ast::Shape::any:
      return "any";
    case ast::Shape::prose:
      return "prose";
    case ast::Shape::sentence:
      return "sentence";
    case ast::Shape::caps:
      return "caps";
    case ast::Shape::date:
      return "date";
    case ast::Shape::digits:
      return "digits";
    case ast::Shape::number:
      return "number";
    case ast::Shape::address:
      return "address";
    case ast::Shape::repeats:
      return "repeats";
  }
  return {};
}

std::string_view name_of(ast::Risk risk) {
  switch (risk) {
    case ast::Risk::none:
      return "none";
    case ast::Risk::some:
      return "some";
    case ast::Risk::high:
      return "high";
  }
  return {};
}

std::string_view name_of(Keep keep) {
  switch (keep) {
    case Keep::strict:
      return "strict";
    case Keep::balanced:
      return "balanced";
    case Keep::bold:
      return "bold";
  }
  return {};
}

std::string_view name_of(Action action) {
  switch (action) {
    case Action::cut_line:
      return "cut line";
    case Action::cut_region:
      return "cut from";
    case Action::cut_text:
      return "cut text";
    case Action::cut_shortcode:
      return "cut shortcode";
    case Action::replace_text:
      return "replace text";
    case Action::keep_line:
      return "keep line";
  }
  return {};
}

std::string_view name_of(Until until) {
  switch (until) {
    case Until::end:
      return "to end";
    case Until::to_line:
      return "to line";
    case Until::through_line:
      return "through line";
    case Until::blank:
      return "to blank";
    case Until::prose:
      return "to prose";
    case Until::lines:
      return "for lines";
  }
  return {};
}

std::string_view name_of(Where where) {
  switch (where) {
    case Where::top_lines:
    case Where::top_percent:
      return "top";
    case Where::bottom_lines:
    case Where::bottom_percent:
      return "bottom";
    case Where::above:
      return "above";
    case Where::directly_above:
      return "directly above";
    case Where::below:
      return "below";
    case Where::directly_below:
      return "directly below";
    case Where::before:
      return "before";
    case Where::after:
      return "after";
    case Where::alone:
      return "alone";
  }
  return {};
}

bool is_percent(Where where) {
  return where == Where::top_percent || where == Where::bottom_percent;
}
bool has_number(Where where) {
  return where <= Where::bottom_percent;
}
bool has_matcher(Where where) {
  return where >= Where::above && where <= Where::after;
}

class Dumper {
 public:
  std::string dump(std::span<const ast::File> files) {
    json_.begin_object().member("format", std::uint64_t{1}).key("files").begin_array();
    for (const ast::File& file : files) put(file);
    json_.end_array().end_object();
    return json_.take();
  }

 private:
  void put_text(std::string_view name, std::string_view text) {
    if (!text.empty()) json_.member(name, text);
  }

  void put_number(std::string_view name, std::uint64_t n) { json_.member(name, n); }

  void put_simple(const ast::Matcher& matcher) {
    json_.member("word", matcher.word == Word::any ? name_of(matcher.shape) : name_of(matcher.word));
    if (matcher.exact) json_.member("exact", true);
    if (!matcher.patterns.empty()) {
      json_.key("patterns").begin_array();
      for (const ast::Pattern& pattern : matcher.patterns) {
        if (matcher.word != Word::like) {
          json_.value(std::string_view(pattern.text));
          continue;
        }
        json_.begin_object().member("regex", std::string_view(pattern.text));
        if (pattern.ignore_case) json_.member("ignore_case", true);
        json_.end_object();
      }
      json_.end_array();
    }
    if (matcher.shape == ast::Shape::repeats) {
      json_.key("repeats").begin_array();
      if (matcher.repeats.above) json_.value("above");
      if (matcher.repeats.below) json_.value("below");
      if (matcher.repeats.title) json_.value("title");
      json_.end_array();
    }
    if (matcher.counts.empty()) return;
    json_.key("counts").begin_array();
    for (const ast::Count& count : matcher.counts) {
      json_.begin_object().member("unit", count.unit == ast::Count::Unit::words ? "words" : "chars");
      put_number(count.at_most ? "at_most" : "at_least", count.n);
      json_.end_object();
    }
    json_.end_array();
  }

  void put_fields(const ast::Matcher& matcher) {
    if (matcher.run != 0) put_number("run", matcher.run);
    put_simple(matcher);
    if (!matcher.excludes.empty()) {
      json_.key("but_not").begin_array();
      for (const ast::Matcher& exclude : matcher.excludes) {
        json_.begin_object();
        put_simple(exclude);
        json_.end_object();
      }
      json_.end_array();
    }
  }

  void put(const ast::Matcher& matcher) {
    json_.begin_object();
    put_fields(matcher);
    json_.end_object();
  }

  void put(const std::vector<ast::Condition>& conditions) {
    if (conditions.empty()) return;
    json_.key("where").begin_array();
    for (const ast::Condition& condition : conditions) put(condition);
    json_.end_array();
  }

  void put(const ast::Lines& lines) {
    json_.begin_object();
    put_fields(lines.matcher);
    put(lines.conditions);
    json_.end_object();
  }

  void put(const ast::Region& region) {
    if (region.from_start) json_.member("from_start", true);
    json_.member("until", name_of(region.until));
    if (region.until == Until::lines) put_number("lines", region.n);
    if (region.until == Until::to_line || region.until == Until::through_line) {
      json_.key("last");
      put(region.last);
    }
    if (region.or_end) json_.member("or_end", true);
  }

  void put(const ast::Condition& condition) {
    json_.begin_object().member("where", name_of(condition.where));
    if (condition.negated) json_.member("not", true);
    if (has_number(condition.where)) put_number(is_percent(condition.where) ? "percent" : "lines", condition.n);
    if (has_matcher(condition.where)) {
      json_.key("matcher");
      put(condition.matcher);
    }
    json_.end_object();
  }

  void put(const ast::Limit& limit) {
    json_.key("limit").begin_object();
    if (limit.none) json_.member("none", true);
    if (limit.lines) put_number("lines", *limit.lines);
    if (limit.percent) put_number("percent", *limit.percent);
    json_.end_object();
  }

  void put(const ast::Rule& rule) {
    json_.begin_object();
    put_number("line", rule.at.line);
    json_.member("action", name_of(rule.action)).member("id", std::string_view(rule.id));
    if (rule.made_id) json_.member("made_id", true);
    if (rule.action == Action::cut_shortcode) {
      json_.key("names").begin_array();
      for (const std::string& name : rule.shortcodes) json_.value(std::string_view(name));
      json_.end_array();
      if (rule.with_text) json_.member("with_text", true);
    } else if (!(rule.action == Action::cut_region && rule.region.from_start)) {
      json_.key("matcher");
      put(rule.matcher);
    }
    if (rule.action == Action::cut_region) put(rule.region);
    if (rule.action == Action::replace_text) json_.member("with", std::string_view(rule.replacement));
    put(rule.conditions);
    put_text("why", rule.why);
    if (rule.limit) put(*rule.limit);
    put_text("since", rule.since);
    put_text("until_date", rule.until);
    if (rule.risk) json_.member("risk", name_of(*rule.risk));
    if (rule.report_only) json_.member("report_only", true);
    json_.end_object();
  }

  void put(const ast::Test& test) {
    json_.begin_object();
    put_number("line", test.at.line);
    json_.member("title", std::string_view(test.title));
    put_text("on", test.host);
    put_text("document_title", test.document_title);
    if (test.with_caps) json_.member("with_caps", true);
    if (test.keep != Keep::balanced) json_.member("keep", name_of(test.keep));
    json_.key("lines").begin_array();
    for (const ast::TestLine& line : test.lines) {
      const char mark = static_cast<char>(line.mark);
      json_.begin_object().member("mark", std::string_view(&mark, 1));
      if (!line.rules.empty()) {
        json_.key("rules").begin_array();
        for (const ast::RuleName& rule : line.rules) {
          json_.value(std::string_view(rule.file.empty() ? rule.id : rule.file + ":" + rule.id));
        }
        json_.end_array();
      }
      json_.member("text", std::string_view(line.text)).end_object();
    }
    json_.end_array().end_object();
  }

  void put(const ast::File& file) {
    json_.begin_object().member("path", std::string_view(file.path));
    json_.member("builtin", file.origin == ast::Origin::builtin).member("name", std::string_view(file.name()));
    put_text("pack", file.pack);
    if (!file.sites.empty()) {
      json_.key("sites").begin_array();
      for (const ast::HostPattern& site : file.sites) json_.value(std::string_view(site.written));
      json_.end_array();
    }
    put_text("lang", file.lang);
    if (!file.uses.empty()) {
      json_.key("use").begin_array();
      for (const std::string& use : file.uses) json_.value(std::string_view(use));
      json_.end_array();
    }
    if (!file.known_by.empty()) {
      json_.key("known_by").begin_array();
      for (const ast::Lines& lines : file.known_by) put(lines);
      json_.end_array();
    }
    put_text("checked", file.checked);
    if (file.recheck_days != 0) put_number("recheck_days", file.recheck_days);
    put_text("author", file.author);
    put_text("licence", file.licence);
    put_text("from", file.from);
    if (file.risk) json_.member("risk", name_of(*file.risk));
    json_.key("rules").begin_array();
    for (const ast::Rule& rule : file.rules) put(rule);
    json_.end_array();
    if (!file.offs.empty()) {
      json_.key("off").begin_array();
      for (const ast::RuleName& off : file.offs) json_.value(std::string_view(off.file + ":" + off.id));
      json_.end_array();
    }
    json_.key("tests").begin_array();
    for (const ast::Test& test : file.tests) put(test);
    json_.end_array().end_object();
  }

  JsonWriter json_;
};

}  // namespace

std::string dump_rules(std::span<const ast::File> files) {
  return Dumper().dump(files);
}

}  // namespace pith
