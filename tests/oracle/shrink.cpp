#include "oracle/shrink.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "oracle/pieces.h"

namespace pith::oracle {
namespace {

using Test = std::function<bool(const Scene&)>;

std::string joined_without(const std::vector<std::string>& pieces, std::size_t left_out) {
  std::string text;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i != left_out) text += pieces[i];
  }
  return text;
}

bool try_instead(Scene& scene, Scene candidate, const Test& still_fails) {
  if (!still_fails(candidate)) return false;
  scene = std::move(candidate);
  return true;
}

bool drop_files(Scene& scene, const Test& still_fails) {
  bool dropped = false;
  for (std::size_t i = scene.files.size(); i > 0; --i) {
    Scene candidate = scene;
    candidate.files.erase(candidate.files.begin() + static_cast<std::ptrdiff_t>(i - 1));
    dropped |= try_instead(scene, std::move(candidate), still_fails);
  }
  return dropped;
}

using Split = std::vector<std::string> (*)(std::string_view);

bool drop_from_file(Scene& scene, std::size_t file, Split split, const Test& still_fails) {
  bool dropped = false;
  for (std::size_t i = split(scene.files[file].text).size(); i > 0; --i) {
    Scene candidate = scene;
    candidate.files[file].text = joined_without(split(scene.files[file].text), i - 1);
    dropped |= try_instead(scene, std::move(candidate), still_fails);
  }
  return dropped;
}

bool drop_from_text(Scene& scene, const Test& still_fails) {
  bool dropped = false;
  for (std::size_t i = lines_of(scene.paper.text).size(); i > 0; --i) {
    Scene candidate = scene;
    candidate.paper.text = joined_without(lines_of(scene.paper.text), i - 1);
    dropped |= try_instead(scene, std::move(candidate), still_fails);
  }
  return dropped;
}

bool drop_attributes(Scene& scene, const Test& still_fails) {
  bool dropped = false;
  for (std::string Paper::*const field : {&Paper::site, &Paper::url, &Paper::lang, &Paper::date, &Paper::title}) {
    if ((scene.paper.*field).empty()) continue;
    Scene candidate = scene;
    (candidate.paper.*field).clear();
    dropped |= try_instead(scene, std::move(candidate), still_fails);
  }
  if (scene.paper.keep != Keep::balanced) {
    Scene candidate = scene;
    candidate.paper.keep = Keep::balanced;
    dropped |= try_instead(scene, std::move(candidate), still_fails);
  }
  return dropped;
}

std::string name_of(Keep keep) {
  switch (keep) {
    case Keep::strict:
      return "strict";
    case Keep::balanced:
      return "balanced";
    case Keep::bold:
      return "bold";
  }
  return "";
}

}  // namespace

Scene shrink(Scene scene, const Test& still_fails) {
  bool smaller = true;
  while (smaller) {
    smaller = drop_files(scene, still_fails);
    for (std::size_t i = 0; i < scene.files.size(); ++i) {
      smaller |= drop_from_file(scene, i, statements_of, still_fails);
      smaller |= drop_from_file(scene, i, lines_of, still_fails);
    }
    smaller |= drop_from_text(scene, still_fails);
    smaller |= drop_attributes(scene, still_fails);
  }
  return scene;
}

bool disagree(const Scene& scene) {
  std::optional<Twins> twins = Twins::compile(scene.files);
  return twins && twins->disagree(scene.paper);
}

std::string described(const Scene& scene) {
  std::string out;
  for (const RuleFile& file : scene.files) {
    out += "--- " + file.path + (file.origin == Origin::user ? " (user)\n" : " (builtin)\n");
    for (const std::string& line : lines_of(file.text)) out += "  " + escaped(line.substr(0, line.size() - 1)) + "\n";
  }
  out += "--- document site=" + scene.paper.site + " url=" + scene.paper.url + " lang=" + scene.paper.lang +
         " date=" + scene.paper.date + " keep=" + name_of(scene.paper.keep) + " title=\"" + escaped(scene.paper.title) +
         "\"\n";
  for (const std::string& line : lines_of(scene.paper.text)) out += "  |" + escaped(line) + "\n";
  std::optional<Twins> twins = Twins::compile(scene.files);
  if (!twins) return out + "--- the rules hold a mistake\n";
  out += "--- engine\n" + described(twins->engine(scene.paper), scene.paper.text);
  out += "--- oracle\n" + described(twins->oracle(scene.paper), scene.paper.text);
  return out;
}

}  // namespace pith::oracle
