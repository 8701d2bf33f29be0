#include "engine/assemble.h"

namespace pith {
namespace {

// The lines between two that stay, some of them cut, some blank.
class Gap {
 public:
  Gap(Run& run, LineRange lines) : run_(run), lines_(lines) {}

  void join() {
    if (!has_cut()) return;
    const bool at_edge = lines_.begin == 0 || lines_.end == run_.table.size();
    const LineRange stays = at_edge ? LineRange{} : longest_blank_run();
    RuleIndex owner = first_cut();
    for (LineIndex line = lines_.begin; line < lines_.end; ++line) {
      if (run_.cut[line] != kNoRule) {
        owner = run_.cut[line];
      } else if (line < stays.begin || line >= stays.end) {
        run_.cut[line] = owner;
      }
    }
  }

 private:
  bool has_cut() const { return first_cut() != kNoRule; }

  RuleIndex first_cut() const {
    for (LineIndex line = lines_.begin; line < lines_.end; ++line) {
      if (run_.cut[line] != kNoRule) return run_.cut[line];
    }
    return kNoRule;
  }

  LineRange longest_blank_run() const {
    LineRange longest;
    LineRange current{lines_.begin, lines_.begin};
    for (LineIndex line = lines_.begin; line < lines_.end; ++line) {
      if (run_.cut[line] != kNoRule) {
        current = {line + 1, line + 1};
        continue;
      }
      current.end = line + 1;
      if (current.size() > longest.size()) longest = current;
    }
    return longest;
  }

  Run& run_;
  LineRange lines_;
};

}  // namespace

void join_blank_runs(Run& run) {
  const LineIndex size = run.table.size();
  LineIndex begin = 0;
  for (LineIndex line = 0; line <= size; ++line) {
    if (line < size && (run.cut[line] != kNoRule || run.table[line].blank)) continue;
    if (begin < line) Gap(run, {begin, line}).join();
    begin = line + 1;
  }
}

void assemble(const Run& run, std::span<const TextEdit> text_edits, std::vector<Edit>& edits) {
  auto text = text_edits.begin();
  const auto put_text_before = [&](std::uint32_t offset) {
    for (; text != text_edits.end() && text->span.begin < offset; ++text)
      edits.push_back({text->span, text->rule, text->with});
  };
  for (LineIndex line = 0; line < run.table.size(); ++line) {
    const RuleIndex rule = run.cut[line];
    if (rule == kNoRule) continue;
    const Line& cut = run.table[line];
    put_text_before(cut.begin);
    if (!edits.empty() && edits.back().rule == rule && edits.back().span.end == cut.begin &&
        edits.back().with.empty()) {
      edits.back().span.end = cut.next;
    } else {
      edits.push_back({{cut.begin, cut.next}, rule, {}});
    }
  }
  put_text_before(static_cast<std::uint32_t>(run.table.document().size()) + 1);
}

}  // namespace pith
