// What the command line says about documents: site, address, language, day.
#pragma once

#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "types.h"

namespace pith {

struct DocumentOptions {
  std::string site;
  std::string url;
  std::string lang;
  std::string date;
  bool site_from_path = false;

  // The document to clean. Views into `path`, `text` and this.
  Document describe(std::string_view path, std::string_view text) const;
};

// Fails when a value has not the shape it needs, or two contradict each other.
Result<DocumentOptions> read_document_options(const Arguments& arguments);

}  // namespace pith
