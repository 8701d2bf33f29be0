#include "input/descriptor.h"

#include <system_error>

namespace pith {

int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::string errno_text(int code) {
  return std::generic_category().message(code);
}

}  // namespace pith
