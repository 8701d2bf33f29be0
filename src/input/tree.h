// The files in a folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pith {

// A file that was found. `path` is how to open it; its name inside the folder that was asked for starts at `inside`.
struct InputFile {
  std::string path;
  std::uint32_t inside = 0;
  bool may_be_link = false;  // so that another path may lead to the same file

  std::string_view name() const { return std::string_view(path).substr(inside); }
};

struct TreeOptions {
  bool hidden = false;           // names that start with a dot too
  bool links = true;             // links to files too
  std::string_view only_suffix;  // only names that end so; empty: all
  std::string_view skip_suffix;  // not names that end so; empty: none
};

// Appends every regular file under `folder`, by the bytes of their paths. Linked folders are not entered, so there are
// no rings; pith's own files are never taken. What cannot be looked at goes to
// `failures`, a message each, and the rest is still found.
void list_tree(const std::string& folder, const TreeOptions& options, std::vector<InputFile>& files,
               std::vector<std::string>& failures);

// A file that was named itself: its name inside is what stands behind the last slash.
InputFile named_file(std::string path);

// What pith leaves in folders while it works is called so; unfinished files also end so.
constexpr std::string_view kOwnPrefix = ".pith-";
constexpr std::string_view kUnfinishedSuffix = ".tmp";

}  // namespace pith
