#include "cli/option.h"

#include <algorithm>

namespace pith {
namespace {

constexpr CommandSet kDocuments = kInClean | kInExplain | kInBench | kInTune;

constexpr std::array<Option, 47> kOptions = {{
    {Flag::rules, 'r', "rules", Takes::text, "PATH", kEverywhere,
     "a rule file or folder on top of the built-in rules (repeatable)", "", ""},
    {Flag::no_builtin, 0, "no-builtin", Takes::nothing, "", kEverywhere, "only the rules given with --rules", "", ""},
    {Flag::jobs, 'j', "jobs", Takes::number, "N", kEverywhere, "worker threads", "", "all cores"},
    {Flag::json, 0, "json", Takes::nothing, "", kEverywhere, "one JSON object per line on stdout", "", ""},
    {Flag::color, 0, "color", Takes::choice, "WHEN", kEverywhere, "auto, always or never", "auto|always|never", "auto"},
    {Flag::quiet, 'q', "quiet", Takes::nothing, "", kEverywhere, "no progress and no summary; errors stay", "", ""},
    {Flag::verbose, 'v', "verbose", Takes::nothing, "", kEverywhere, "say more", "", ""},
    {Flag::help, 'h', "help", Takes::nothing, "", kEverywhere, "this page; 'pith COMMAND --help' for all its options",
     "", ""},
    {Flag::version, 'V', "version", Takes::nothing, "", kEverywhere, "version and build", "", ""},

    {Flag::output, 'o', "output", Takes::text, "PATH", kInClean,
     "a folder: the tree of the input; or one file for all: NAME.jsonl, .jsonl.gz, .jsonl.zst", "", ""},
    {Flag::suggest, 0, "suggest", Takes::nothing, "", kInTune, "draft rules for what recurs in the samples", "", ""},
    {Flag::output, 'o', "output", Takes::text, "FILE", kInTune, "write the draft there instead of to stdout", "", ""},
    {Flag::pack, 0, "pack", Takes::text, "NAME", kInTune,
     "draft a pack of this name: what stands on three hosts or more", "", ""},
    {Flag::in_place, 0, "in-place", Takes::nothing, "", kInClean,
     "overwrite the input files that change; links in folders are skipped", "", ""},
    {Flag::backup, 0, "backup", Takes::text, "SUFFIX", kInClean, "with --in-place: keep the original as PATH + SUFFIX",
     "", ""},
    {Flag::format, 0, "format", Takes::choice, "FORMAT", kDocuments, "auto, text, html, jsonl or warc",
     "auto|text|html|jsonl|warc", "auto"},
    {Flag::to, 0, "to", Takes::choice, "FORM", kInClean, "same, text, jsonl, spans or dolma",
     "same|text|jsonl|spans|dolma", "same"},
    {Flag::name, 0, "name", Takes::text, "NAME", kInClean, "with --to dolma: the name of the attributes", "", ""},
    {Flag::schema, 0, "schema", Takes::choice, "NAME", kDocuments,
     "where a JSON record keeps what, as in a known corpus", "datatrove|dolma|fineweb|mc4|ccnet|oscar|hplt|nemo|roots",
     ""},
    {Flag::text_key, 0, "text-key", Takes::text, "KEY", kDocuments, "the text of a JSON record: text, data.body", "",
     ""},
    {Flag::url_key, 0, "url-key", Takes::text, "KEY", kDocuments, "its address", "", ""},
    {Flag::id_key, 0, "id-key", Takes::text, "KEY", kDocuments, "its id", "", ""},
    {Flag::lang_key, 0, "lang-key", Takes::text, "KEY", kDocuments, "its language", "", ""},
    {Flag::date_key, 0, "date-key", Takes::text, "KEY", kDocuments, "its day", "", ""},
    {Flag::keep_page, 0, "keep-page", Takes::nothing, "", kInClean, "JSON records that hold a page keep it", "", ""},
    {Flag::resume, 0, "resume", Takes::nothing, "", kInClean, "skip inputs that were finished with these very rules",
     "", ""},
    {Flag::shard, 0, "shard", Takes::text, "I/N", kInClean,
     "every N-th input, from the I-th on; slurm: as the job says", "", ""},
    {Flag::ledger, 0, "ledger", Takes::text, "FILE", kInClean,
     "write every removed span: with the output it gives back the input", "", ""},
    {Flag::dry_run, 0, "dry-run", Takes::nothing, "", kInClean, "write no document, only count", "", ""},
    {Flag::stats, 0, "stats", Takes::nothing, "", kInClean, "print what each rule and site did, on stderr", "", ""},
    {Flag::stats_json, 0, "stats-json", Takes::text, "FILE", kInClean,
     "write the same as JSON; its numbers can be added", "", ""},
    {Flag::fail_fast, 0, "fail-fast", Takes::nothing, "", kInClean, "stop at the first input that fails", "", ""},

    {Flag::rule, 0, "rule", Takes::text, "ID", kInExplain, "say why this rule (ID or NAME:ID) did or did not fire", "",
     ""},

    {Flag::gold, 0, "gold", Takes::text, "DIR", kInBench | kInTune,
     "the texts that should be left, by the names of the inputs", "", ""},
    {Flag::save, 0, "save", Takes::text, "FILE", kInBench, "keep the figures, for --compare", "", ""},
    {Flag::compare, 0, "compare", Takes::text, "FILE", kInBench, "say what changed since FILE was saved", "", ""},
    {Flag::repetitions, 0, "repetitions", Takes::number, "N", kInBench, "how often everything is timed", "",
     "10, and 3 seconds"},

    {Flag::keep, 0, "keep", Takes::choice, "HOW", kDocuments,
     "how careful: strict, balanced or bold; see 'risk' in rule files", "strict|balanced|bold", "balanced"},
    {Flag::site, 0, "site", Takes::text, "HOST", kDocuments, "the site that the texts are from", "", ""},
    {Flag::url, 0, "url", Takes::text, "URL", kDocuments, "the address of the text; gives the site, unless --site does",
     "", ""},
    {Flag::lang, 0, "lang", Takes::text, "CODE", kDocuments, "the language of the texts: da, pt-BR", "", ""},
    {Flag::date, 0, "date", Takes::date, "DATE", kDocuments, "the day of the texts: 2026-11-20", "", ""},
    {Flag::site_from, 0, "site-from", Takes::choice, "WHAT", kDocuments,
     "path: the first folder in the path that is named like a host", "path", ""},
    {Flag::hidden, 0, "hidden", Takes::nothing, "", kDocuments, "take hidden files and folders too", "", ""},

    {Flag::message_format, 0, "message-format", Takes::choice, "FORM", kInCheck, "human, short, json, github or sarif",
     "human|short|json|github|sarif", "human"},
    {Flag::list, 0, "list", Takes::nothing, "", kInCheck, "list the rule files instead; with -v their rules", "", ""},
    {Flag::dump, 0, "dump", Takes::nothing, "", kInCheck, "print the rules as JSON instead, without loss", "", ""},
}};

}  // namespace

std::span<const Option> all_options() {
  return kOptions;
}

const Option& option_of(Flag flag) {
  return *std::ranges::find(kOptions, flag, &Option::flag);
}

}  // namespace pith
