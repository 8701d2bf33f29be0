// Writes the shipped rule files into a C++ source at build time, with the facts of their regexes, so that the program
// need not work them out at every start: make_builtin OUTPUT ROOT FILE…
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "rules/mistakes.h"
#include "rules/parser.h"
#include "rules/regex_facts.h"

namespace {

using pith::ast::Matcher;
using RegexKey = std::pair<std::string, bool>;

std::string read(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// A string literal in pieces that every compiler takes; three octal digits never run into a digit behind them.
std::string literal(std::string_view text) {
  constexpr std::size_t kPiece = 2000;
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % kPiece == 0) out += "\"\n    \"";
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= ' ' && byte < 0x7F && byte != '"' && byte != '\\' && byte != '?') {
      out += text[i];
      continue;
    }
    out += '\\';
    for (const unsigned shift : {6U, 3U, 0U}) out += static_cast<char>('0' + (byte >> shift & 7));
  }
  return out + "\"";
}

std::string view(std::string_view text) {
  return "{" + literal(text) + ", " + std::to_string(text.size()) + "}";
}

void collect_patterns(const Matcher& matcher, std::set<RegexKey>& regexes) {
  if (matcher.word != pith::ast::Word::like) return;
  for (const pith::ast::Pattern& pattern : matcher.patterns) regexes.emplace(pattern.text, pattern.ignore_case);
}

void collect(const Matcher& matcher, std::set<RegexKey>& regexes) {
  collect_patterns(matcher, regexes);
  for (const Matcher& exclude : matcher.excludes) collect_patterns(exclude, regexes);
}

void collect(const std::vector<pith::ast::Condition>& conditions, std::set<RegexKey>& regexes) {
  for (const pith::ast::Condition& condition : conditions) collect(condition.matcher, regexes);
}

void collect(const pith::ast::File& file, std::set<RegexKey>& regexes) {
  for (const pith::ast::Lines& lines : file.known_by) {
    collect(lines.matcher, regexes);
    collect(lines.conditions, regexes);
  }
  for (const pith::ast::Rule& rule : file.rules) {
    collect(rule.matcher, regexes);
    collect(rule.region.last, regexes);
    collect(rule.conditions, regexes);
  }
}

// Writes an array and returns what stands for it; "{}" for an empty one, which is not written.
std::string write_strings(std::ofstream& out, const std::string& name, const std::vector<std::string>& strings) {
  if (strings.empty()) return "{}";
  out << "constexpr std::string_view " << name << "[] = {";
  for (const std::string& string : strings) out << view(string) << ",";
  out << "};\n";
  return name;
}

void write_regexes(std::ofstream& out, const std::set<RegexKey>& regexes) {
  std::string table;
  std::size_t number = 0;
  for (const auto& [source, ignore_case] : regexes) {
    const auto facts = pith::regex_facts(source, ignore_case);
    if (!facts) continue;  // the compiler of rules will say what is wrong with it
    std::string literals = "{}";
    if (!facts->literals.empty()) {
      literals = "kLiterals" + std::to_string(number);
      out << "constexpr KnownRegex::Literal " << literals << "[] = {";
      for (const pith::RegexLiteral& l : facts->literals)
        out << "{" << view(l.raw) << ", " << view(l.form) << ", " << l.firm << "},";
      out << "};\n";
    }
    const std::string starts = write_strings(out, "kStarts" + std::to_string(number), facts->starts);
    const std::string ends = write_strings(out, "kEnds" + std::to_string(number), facts->ends);
    table += "    {" + view(source) + ", " + (ignore_case ? "true" : "false") + ", " + std::to_string(facts->groups) +
             ", " + (facts->unbounded ? "true" : "false") + ", " + literals + ", " + starts + ", " + ends + ", " +
             view(facts->least) + ", " + view(facts->most) + "},\n";
    ++number;
  }
  out << "constexpr std::array<KnownRegex, " << number << "> kRegexes = {{\n" << table << "}};\n\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 1;
  std::ofstream out(argv[1], std::ios::binary);
  const std::filesystem::path root = argv[2];
  std::vector<std::pair<std::string, std::string>> files;  // name and text
  for (int i = 3; i < argc; ++i) {
    files.emplace_back(std::filesystem::proximate(argv[i], root).generic_string(), read(argv[i]));
  }
  std::ranges::sort(files);

  // The standard asks compilers for 65,536 characters only; the ones that build this take any length.
  out << "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
         "#include <array>\n\n#include \"rules/builtin.h\"\n\nnamespace pith {\nnamespace {\n\n";
  std::set<RegexKey> regexes;
  pith::Mistakes mistakes;
  for (const auto& [name, text] : files) {
    collect(pith::parse_rules(text, name, pith::ast::Origin::builtin, mistakes), regexes);
  }
  write_regexes(out, regexes);
  out << "constexpr std::array<BuiltinFile, " << files.size() << "> kFiles = {{\n";
  for (const auto& [name, text] : files) out << "    {" << view(name) << ",\n    " << view(text) << "},\n";
  out << "}};\n\n}  // namespace\n\nstd::span<const BuiltinFile> builtin_files() {\n  return kFiles;\n}\n\n"
         "KnownRegexes builtin_regexes() {\n  return kRegexes;\n}\n\n}  // namespace pith\n";
  out.close();
  return out ? 0 : 1;
}
