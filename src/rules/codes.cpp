#include "rules/codes.h"

#include <algorithm>
#include <array>

namespace pith {
namespace codes {

const Code kNotUtf8{"E001", Severity::error, "the file is not UTF-8",
                    "Rule files are UTF-8. The place named is the first byte that is not.\n"
                    "Save the file as UTF-8 in your editor, or convert it: iconv -f WINDOWS-1252 -t UTF-8 old > new\n"};
const Code kFormat{"E002", Severity::error, "the first statement must be `format 1`",
                   "A rule file opens with the version of the language it is written in, so that a later version of\n"
                   "pith can still read it as it was meant:\n\n"
                   "    format 1\n"};
const Code kUnknownStatement{
    "E003", Severity::error, "unknown statement",
    "A line that starts in column 1 opens a statement with one of these words:\n\n"
    "    format site pack lang use known checked recheck author licence from risk\n"
    "    cut replace keep off test\n\n"
    "Properties of a rule (id, why, limit, since, until, risk, report-only) are indented under it.\n"};
const Code kUnknownProperty{"E004", Severity::error, "unknown property",
                            "An indented line under a rule is one of its properties:\n\n"
                            "    cut line is \"Share this\"\n"
                            "        id     share\n"
                            "        why    the button row under every article\n"
                            "        limit  5 lines, 10%\n"
                            "        since  2024-01-01\n"
                            "        until  2025-06-30\n"
                            "        risk   some\n"
                            "        report-only\n"};
const Code kStray{"E005", Severity::error, "this line belongs to nothing",
                  "An indented line is a property of the rule above it; a line that starts with =, -, ~ or > belongs\n"
                  "to the test above it. Here there is no such statement.\n"};
const Code kSyntax{
    "E010", Severity::error, "something else is expected here",
    "The statement is understood up to the place named; the message says what may follow there.\n"
    "The shapes of all rules:\n\n"
    "    cut line M                       cut text M             cut shortcode NAME | NAME [with text]\n"
    "    cut from line M to end           keep line M            replace text M with \"…\"\n"
    "    cut from line M to line M        cut from line M through line M        (… or end)\n"
    "    cut from line M to blank         cut from line M to prose\n"
    "    cut from line M for N lines      cut from start to line M\n\n"
    "    M:  is|starts|ends|has [exact] \"…\" | \"…\"    like /…/ | /…/i    any\n"
    "        prose  sentence  caps  date  digits  number  address  repeats above | below | title\n"
    "        words <= N, words >= N, chars <= N, chars >= N    but not M\n\n"
    "For `line M` there may stand `run of N+ lines M`, but not behind `through`. `risk` takes none, some or\n"
    "high. Behind the name of a test may stand on HOST, with caps, keep strict|bold, title \"…\".\n"};
const Code kUnclosed{"E011", Severity::error, "a quote or regex is not closed",
                     "A phrase stands between quotes, a regex between slashes, both on one line.\n"
                     "Inside a phrase \"\" is one quote; inside a regex \\/ is one slash:\n\n"
                     "    cut line is \"The \"\"best\"\" of today\"\n"
                     "    cut line like /^\\d+\\/\\d+$/\n"};
const Code kUnknownMatcher{"E012", Severity::error, "unknown matcher",
                           "A matcher is one of\n\n"
                           "    is \"…\"       the whole line           starts \"…\"   its beginning\n"
                           "    has \"…\"      any part of it           ends \"…\"     its end\n"
                           "    like /…/     a regex                  any          every line\n"
                           "    words <= N   words >= N   chars <= N   chars >= N\n"
                           "    prose        15 words and more        sentence     holds a sentence end\n"
                           "    caps         all letters capitals     date         a day or a time alone\n"
                           "    digits       holds a digit            number       figures alone\n"
                           "    address      URLs, e-mail, @names alone\n"
                           "    repeats above | below | title         says what another line, or the title, says\n\n"
                           "`is`, `starts`, `ends` and `has` ignore case, invisible characters, kinds of white space,\n"
                           "quotes and dashes, and what is no letter, digit, bracket or quote at the line's edges;\n"
                           "with `exact` they compare the bytes as they are.\n"};
const Code kUnknownWhere{
    "E013", Severity::error, "unknown place or end of statement expected",
    "Behind the matcher a rule may say where it holds:\n\n"
    "    top N lines      bottom N lines      top N%          bottom N%\n"
    "    above line M     below line M        directly above line M    directly below line M\n"
    "    before line M    after line M        alone\n\n"
    "For `line M` there may stand `run of N+ lines M`. `not` before a place: anywhere else. Several\n"
    "hold together.\n"};
const Code kEmptyPhrase{
    "E014", Severity::error, "nothing is left of this phrase",
    "Phrases are compared without what is no letter, mark, digit, bracket or quote at the edges of\n"
    "the line. This phrase holds nothing else, so it could never match. Use `has` (which keeps\n"
    "everything), or a regex:\n\n"
    "    cut line has \"©\" words <= 6\n"
    "    cut line like /^\\*+$/\n"};
const Code kBadRegex{
    "E015", Severity::error, "this regex cannot be used",
    "Regexes have the syntax of RE2: no backreferences and no look-around, so that every search takes\n"
    "time linear in the text. \\C (a single byte) is not allowed, since it could split a character.\n"
    "The place named is where the regex goes wrong.\n"};
const Code kBadNumber{"E016", Severity::error, "a number is expected",
                      "Numbers are whole and written in digits; a percentage is at most 100. A run is of two lines or\n"
                      "more, with a + behind the number: run of 5+ lines\n"};
const Code kBadDate{"E017", Severity::error, "a date is expected", "Dates are written year, month, day: 2026-11-20.\n"};
const Code kBadHost{"E018", Severity::error, "this is not a host",
                    "`site` takes host names without scheme or port:\n\n"
                    "    site example.org                  the host and all its subdomains\n"
                    "    site =example.org                 that host alone\n"
                    "    site example.org/news/*           one part of it\n"
                    "    site example.org | example.net    several\n"};
const Code kBadLang{"E019", Severity::error, "this is not a language code",
                    "Languages are BCP 47 codes such as `da`, `pt-BR` or `zh-Hant`.\n"};
const Code kTwice{"E020", Severity::error, "said twice", "A file or a rule says this once.\n"};
const Code kNeedsId{"E021", Severity::error, "a rule of a pack needs an id",
                    "Sites switch single rules of a pack off by their id, and reports name it:\n\n"
                    "    cut line is \"Share this\"\n"
                    "        id share\n"};
const Code kSameId{"E022", Severity::error, "two rules of one file have the same id",
                   "An id names one rule. Join the two with | or give one of them another id.\n"};
const Code kNeedsWhy{"E023", Severity::error, "`limit none` needs a `why`",
                     "Without a limit a rule may take nearly the whole document, so say why that is right.\n"};
const Code kUnknownPack{"E024", Severity::error, "there is no such pack",
                        "`use` names packs that ship with pith (see `pith check --list`) or come with --rules.\n"};
const Code kUnknownRule{"E025", Severity::error, "there is no such rule",
                        "`off NAME:ID`, and -[NAME:ID] in a test, name a rule by its pack or site and its id, as\n"
                        "`pith explain` prints it. In a test the name of the own file may be left out.\n"};
const Code kSameSite{"E026", Severity::error, "two files speak for the same site or pack",
                     "Two files of one level name the same host or the same pack. Join them. (A file given with\n"
                     "--rules adds to the built-in file of the same site, and replaces the built-in pack of the same\n"
                     "name.)\n"};
const Code kNoHtml{"E027", Severity::error, "HTML rules are not part of this version",
                   "This version of pith cleans text. `pick html`, `cut html`, `keep html`, `inside html` and\n"
                   "`test html` are reserved for pages and not understood yet.\n"};
const Code kBadTest{
    "E028", Severity::error, "this test is not written right",
    "A test is a title and marked lines; behind the mark comes one space, then the text:\n\n"
    "    test \"the share row goes, the article stays\"\n"
    "    = She shared the bread.\n"
    "    - Share this\n"
    "    -[share] Share this\n"
    "    ~ Buy it here. *Affiliate link.\n"
    "    > Buy it here.\n\n"
    "`=` must stay, `-` must go, `~` must become the `>` behind it. A blank line of the text is a mark\n"
    "alone.\n"};
const Code kBadGroup{"E030", Severity::error, "the replacement names a group that is not there",
                     "\\1 to \\9 stand for the groups of the regex, counted by their opening brackets; \\\\ is a\n"
                     "backslash. With `|` every alternative must have the group. Phrases have none.\n"};
const Code kUntested{"E031", Severity::error, "no test makes this rule fire",
                     "Rules of packs and shipped files carry a test in which they take something.\n"};
const Code kTestFailed{
    "E032", Severity::error, "a test of the rules failed",
    "What came out is not what the test says. `=` lines must stay, `-` lines must go, `~` lines must\n"
    "become what the `>` line says, and -[id] must be done by that rule.\n"};
const Code kUntestedOwn{"W105", Severity::warning, "no test makes this rule fire",
                        "A test proves that the rule works and keeps it working. The quickest way: run `pith explain`\n"
                        "on a text of the site and copy the lines that matter under a `test \"…\"` statement.\n"};
const Code kShadowed{"W101", Severity::warning, "this rule can never fire",
                     "Another rule takes every line that this one could take. Remove one of them.\n"};
const Code kShortHas{"W102", Severity::warning, "a very short phrase with `has`",
                     "A phrase of under four letters is found in many lines. Make it longer, or use `is`, `starts` or\n"
                     "`ends`.\n"};
const Code kMatchesEmpty{"W103", Severity::warning, "this regex matches an empty line",
                         "A regex that matches nothing matches everywhere. Anchor it with ^ and $, or use + for *.\n"};
const Code kEveryLine{
    "W104", Severity::warning, "this rule needs a look at every line",
    "A regex without three letters in a row that every match holds cannot be looked up; it is tried\n"
    "on every line of every document. Add a phrase, or a place such as `directly above line is \"…\"`\n"
    "or `top 5 lines`.\n"};
const Code kLargeRegex{
    "W106", Severity::warning, "this regex is large",
    "A class of many characters that is repeated, as in `[\\p{L} ]{2,40}`, or `.{0,400}`, makes a program of tens\n"
    "of thousands of steps: it takes milliseconds to build, and matching it is slow. Use `*` or `+`, or a class of\n"
    "what must not stand there: `[^,.]{2,40}`.\n"};
const Code kRecheck{"N201", Severity::note, "these rules are due for a look",
                    "The date of `checked` plus the days of `recheck` is past. Sites change: run the file's tests,\n"
                    "explain a few fresh texts, then set `checked` to today.\n"};

}  // namespace codes

namespace {

constexpr std::array kAll = {
    &codes::kNotUtf8,      &codes::kFormat,       &codes::kUnknownStatement, &codes::kUnknownProperty,
    &codes::kStray,        &codes::kSyntax,       &codes::kUnclosed,         &codes::kUnknownMatcher,
    &codes::kUnknownWhere, &codes::kEmptyPhrase,  &codes::kBadRegex,         &codes::kBadNumber,
    &codes::kBadDate,      &codes::kBadHost,      &codes::kBadLang,          &codes::kTwice,
    &codes::kNeedsId,      &codes::kSameId,       &codes::kNeedsWhy,         &codes::kUnknownPack,
    &codes::kUnknownRule,  &codes::kSameSite,     &codes::kNoHtml,           &codes::kBadTest,
    &codes::kBadGroup,     &codes::kUntested,     &codes::kTestFailed,       &codes::kShadowed,
    &codes::kShortHas,     &codes::kMatchesEmpty, &codes::kEveryLine,        &codes::kUntestedOwn,
    &codes::kLargeRegex,   &codes::kRecheck};

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
}

}  // namespace

std::span<const Code* const> all_codes() {
  return kAll;
}

const Code* find_code(std::string_view id) {
  const auto found =
      std::ranges::find_if(kAll, [id](const Code* code) { return std::ranges::equal(code->id, id, {}, {}, upper); });
  return found == kAll.end() ? nullptr : *found;
}

}  // namespace pith
