#include "measure/machine.h"

#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <thread>

#include "text/unicode.h"

namespace pith {
namespace {

struct utsname system_names() {
  struct utsname names = {};
  ::uname(&names);
  return names;
}

}  // namespace

std::string processor_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(':');
    if (line.starts_with("model name") && colon != std::string::npos) {
      return std::string(trim(std::string_view(line).substr(colon + 1)));
    }
  }
  return static_cast<const char*>(system_names().machine);
}

std::string host_name() {
  return static_cast<const char*>(system_names().nodename);
}

unsigned processor_count() {
  return std::max(1U, std::thread::hardware_concurrency());
}

std::string time_stamp() {
  const std::time_t now = std::time(nullptr);
  struct tm parts = {};
  std::array<char, 32> text{};
  ::gmtime_r(&now, &parts);
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S+00:00", &parts);
  return {text.data(), size};
}

std::uint64_t bytes_from_disks() {
  constexpr std::uint64_t kBlock = 512;  // what Linux counts in, whatever the disk's own
  struct rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_inblock) * kBlock;
}

}  // namespace pith
