#include "oracle/select.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>

#include "oracle/match.h"
#include "sites/host.h"

namespace pith::oracle {
namespace {

using ast::File;
using ast::HostPattern;
using ast::Risk;
using Files = std::vector<const File*>;

Level level_of(const File& file) {
  if (!file.pack.empty()) return Level::pack;
  if (file.origin == ast::Origin::user) return Level::user;
  if (file.sites.empty()) return Level::pack;
  return file.from.empty() ? Level::site : Level::imported;
}

// A user's pack stands in for the built-in pack of its name.
bool is_replaced(const File& file, const std::vector<File>& files) {
  return !file.pack.empty() && file.origin == ast::Origin::builtin &&
         std::ranges::any_of(
             files, [&](const File& other) { return other.pack == file.pack && other.origin == ast::Origin::user; });
}

bool path_fits(const HostPattern& pattern, std::string_view path) {
  if (pattern.path.empty()) return true;
  if (!pattern.path.ends_with('*')) return pattern.path == path;
  return path.starts_with(std::string_view(pattern.path).substr(0, pattern.path.size() - 1));
}

bool host_fits(const HostPattern& pattern, std::string_view host) {
  if (pattern.host == host) return true;
  const bool below = pattern.subdomains && host.ends_with("." + pattern.host);
  // A pattern above the domain that its owner registered (a public suffix) speaks for nobody.
  return below && pattern.host.size() >= registrable_domain(host).size();
}

bool fits(const HostPattern& pattern, const Address& address) {
  return host_fits(pattern, address.host) && path_fits(pattern, address.path);
}

// The longest host first, of one host `=HOST` before HOST, of these the longest path.
bool is_more_specific(const HostPattern& a, const HostPattern& b) {
  const auto weight = [](const HostPattern& p) { return std::tuple(p.host.size(), !p.subdomains, p.path.size()); };
  return weight(a) > weight(b);
}

// The one file of the level that speaks most specifically for the address, if any.
const File* site_file(const Files& files, Level level, const Address& address) {
  const File* best = nullptr;
  const HostPattern* best_pattern = nullptr;
  for (const File* file : files) {
    if (level_of(*file) != level) continue;
    for (const HostPattern& pattern : file->sites) {
      if (!fits(pattern, address) || (best != nullptr && !is_more_specific(pattern, *best_pattern))) continue;
      best = file;
      best_pattern = &pattern;
    }
  }
  return best;
}

// Highest level first.
Files site_files(const Files& files, const Address& address) {
  Files found;
  for (const Level level : {Level::user, Level::site, Level::imported, Level::pack}) {
    if (const File* file = site_file(files, level, address)) found.push_back(file);
  }
  return found;
}

// A site goes by the host that its files name first.
const std::string& host_of(const File& file) {
  return file.sites.front().host;
}

// The lines that some file of the site knows.
std::size_t count_known_lines(const Files& files, const std::string& host, const Text& text) {
  std::size_t lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    lines += std::ranges::any_of(files, [&](const File* file) {
      if (file->sites.empty() || host_of(*file) != host) return false;
      return std::ranges::any_of(file->known_by, [&](const ast::Lines& known) { return is_among(known, text, i); });
    });
  }
  return lines;
}

// The site that knows most lines; nothing when none knows any or two know equally many.
std::optional<Address> known_address(const Files& files, const Text& text, Notices& notices) {
  std::string best;
  std::size_t most = 0;
  bool tie = false;
  for (const File* file : files) {
    if (file->sites.empty() || host_of(*file) == best) continue;
    const std::size_t lines = count_known_lines(files, host_of(*file), text);
    if (lines == 0 || lines < most) continue;
    tie = lines == most;
    most = lines;
    best = host_of(*file);
  }
  if (tie) notices.emplace(NoticeKind::site_tie, "");
  if (best.empty() || tie) return std::nullopt;
  return Address{best, "/"};
}

Files files_of_site(const Files& files, const Document& document, const Text& text, Notices& notices) {
  const bool named = !document.site.empty();
  const std::string_view given = named ? document.site : document.url;
  std::optional<Address> address = parse_address(given);
  if (given.empty()) address = known_address(files, text, notices);
  const Files found = address ? site_files(files, *address) : Files();
  if (named && found.empty()) notices.emplace(NoticeKind::no_site_file, "");
  return found;
}

std::string language_of(const Files& site, const Document& document) {
  if (!document.lang.empty()) return std::string(document.lang);
  for (const File* file : site) {
    if (!file->lang.empty()) return file->lang;
  }
  return "";
}

std::string lower(std::string_view tag) {
  std::string out(tag);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// The packs of a language: for de-AT-1996 the first there is of lang/de-AT-1996, lang/de-AT, lang/de (RFC 4647, section
// 3.4). All of them when the language is unknown.
Files language_packs(const Files& files, std::string lang) {
  Files packs;
  while (packs.empty()) {
    for (const File* file : files) {
      const bool speaks = lang.empty() ? file->pack.starts_with("lang/") : lower(file->pack) == "lang/" + lower(lang);
      if (speaks) packs.push_back(file);
    }
    const std::size_t part = lang.rfind('-');
    if (part == std::string::npos) break;
    lang.resize(part);
  }
  return packs;
}

bool is_chosen(const File* file, const Files& chosen) {
  return std::ranges::find(chosen, file) != chosen.end();
}

// Adds the packs that the chosen files use, and the packs that those use, until no new one turns up.
void add_used(const Files& files, Files& chosen) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    for (const std::string& pack : chosen[i]->uses) {
      for (const File* file : files) {
        if (file->pack == pack && !is_chosen(file, chosen)) chosen.push_back(file);
      }
    }
  }
}

Files choose(const std::vector<File>& all, const Document& document, const Text& text, Notices& notices) {
  Files files;
  for (const File& file : all) {
    if (!is_replaced(file, all)) files.push_back(&file);
  }
  Files chosen = files_of_site(files, document, text, notices);
  for (const File* pack : language_packs(files, language_of(chosen, document))) chosen.push_back(pack);
  for (const File* file : files) {
    if (file->pack == "common" || (file->pack.empty() && file->sites.empty())) chosen.push_back(file);
  }
  add_used(files, chosen);
  return chosen;
}

bool is_off(const Active& active, const Files& chosen) {
  return std::ranges::any_of(chosen, [&](const File* file) {
    if (file == active.file || level_of(*file) < active.level) return false;
    return std::ranges::any_of(file->offs,
                               [&](const ast::RuleName& off) { return off.file + ":" + off.id == active.name; });
  });
}

bool looks_like_a_day(std::string_view date) {
  constexpr std::string_view kShape = "0000-00-00";
  if (date.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < date.size(); ++i) {
    const bool digit = date[i] >= '0' && date[i] <= '9';
    if (kShape[i] == '0' ? !digit : date[i] != '-') return false;
  }
  return true;
}

// A document without a date, or with something else for one, gets the rules of all times.
bool is_its_time(const ast::Rule& rule, const Document& document) {
  const std::string_view day = document.date.substr(0, std::string_view("YYYY-MM-DD").size());
  if (!looks_like_a_day(day)) return true;
  return (rule.since.empty() || day >= rule.since) && (rule.until.empty() || day <= rule.until);
}

// Its own, else none for what keeps lines, else the file's. Where nothing is said packs, which see texts of every site,
// risk some, the others none.
Risk risk_of(const File& file, const ast::Rule& rule) {
  if (rule.risk) return *rule.risk;
  if (rule.action == ast::Action::keep_line) return Risk::none;
  if (file.risk) return *file.risk;
  return file.pack.empty() ? Risk::none : Risk::some;
}

bool is_taken(Risk risk, Keep keep) {
  switch (keep) {
    case Keep::strict:
      return risk == Risk::none;
    case Keep::balanced:
      return risk == Risk::none || risk == Risk::some;
    case Keep::bold:
      return true;
  }
  return false;
}

}  // namespace

bool outranks(const Active& a, const Active& b) {
  if (a.level != b.level) return a.level > b.level;
  return std::tie(a.rule->id, a.name, a.file->path) < std::tie(b.rule->id, b.name, b.file->path);
}

bool is_for(const File& file, const Text& text) {
  if (file.pack.empty() || file.known_by.empty()) return true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::ranges::any_of(file.known_by, [&](const ast::Lines& known) { return is_among(known, text, i); })) {
      return true;
    }
  }
  return false;
}

std::vector<Active> select(const std::vector<File>& files, const Document& document, Keep keep, const Text& text,
                           Notices& notices) {
  const Files chosen = choose(files, document, text, notices);
  std::vector<Active> rules;
  for (const File* file : chosen) {
    if (!is_for(*file, text)) continue;
    for (const ast::Rule& rule : file->rules) {
      if (!is_taken(risk_of(*file, rule), keep)) continue;
      const Active active{&rule, file, level_of(*file), file->name() + ":" + rule.id};
      if (!is_off(active, chosen) && is_its_time(rule, document)) rules.push_back(active);
    }
  }
  return rules;
}

}  // namespace pith::oracle
