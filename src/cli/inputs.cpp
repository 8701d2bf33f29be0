#include "cli/inputs.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

#include "input/descriptor.h"

namespace pith {

std::string_view shown_name(const InputFile& input) {
  return input.path == kStdinPath ? std::string_view("stdin") : std::string_view(input.path);
}

Inputs find_inputs(const std::vector<std::string>& paths, const TreeOptions& options, Console& console) {
  Inputs inputs;
  if (paths.empty()) {
    inputs.files.push_back({std::string(kStdinPath), 0});
    inputs.named = 1;
    return inputs;
  }
  for (const std::string& path : paths) {
    struct stat state = {};
    if (path == kStdinPath) {
      inputs.files.push_back({path, 0});
      ++inputs.named;
    } else if (::stat(path.c_str(), &state) != 0) {
      console.error(fmt::format("cannot read '{}': {}", path, errno_text(errno)));
      ++inputs.named;
      ++inputs.failed;
    } else if (S_ISDIR(state.st_mode)) {
      std::vector<std::string> failures;
      inputs.folders.push_back(path);
      list_tree(path, options, inputs.files, failures);
      for (const std::string& failure : failures) console.error(failure);
      inputs.failed += failures.size();
    } else {
      inputs.files.push_back(named_file(path));
      ++inputs.named;
    }
  }
  return inputs;
}

void take_shard(const Shard& shard, Inputs& inputs) {
  std::size_t index = 0;
  std::erase_if(inputs.files, [&](const InputFile&) { return index++ % shard.count != shard.index; });
}

}  // namespace pith
