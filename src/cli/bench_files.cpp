#include "cli/bench_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/real_path.h"

namespace pith {

void leave_out_runs(const Arguments& arguments, Inputs& inputs) {
  RealPaths runs;
  for (const Flag flag : {Flag::save, Flag::compare}) {
    if (arguments.has(flag)) runs.add(std::string(arguments.value(flag)));
  }
  const std::vector<std::string>& named = arguments.paths();
  std::erase_if(inputs.files, [&](const InputFile& file) {
    return runs.has(file.path) && std::ranges::find(named, file.path) == named.end();
  });
}

Result<void> check_save(const Arguments& arguments, const Inputs& inputs, std::span<const std::string> rules) {
  if (!arguments.has(Flag::save)) return {};
  const std::string path(arguments.value(Flag::save));
  const auto fail = [&](std::string_view why) {
    return tl::unexpected(Error{fmt::format("'--save {}' {}", path, why)});
  };
  if (path == kStdinPath) return fail("is no file; '--json' prints the same");
  RealPaths save;
  save.add(path);
  if (std::ranges::any_of(rules, [&](const std::string& file) { return save.has(file); })) {
    return fail("would overwrite a rule file in use");
  }
  if (std::ranges::any_of(inputs.files, [&](const InputFile& file) { return save.has(file.path); })) {
    return fail("would overwrite an input");
  }
  return {};
}

}  // namespace pith
