// What the command line says about documents: format, site, address, language, day.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "input/format.h"
#include "input/json_keys.h"
#include "types.h"

namespace pith {

struct DocumentOptions {
  std::string site;
  std::string url;
  std::string lang;
  std::string date;
  bool site_from_path = false;
  std::optional<Format> format;  // of all inputs; else told one by one
  JsonKeys keys = JsonKeys::automatic();

  // The file at `path` lies in a folder that names its site.
  bool names_by_folder(std::string_view path) const;

  // The document to clean. Views into `path`, `text` and this.
  Document describe(std::string_view path, std::string_view text) const;
};

// Fails when a value has not the shape it needs, or two contradict each other.
Result<DocumentOptions> read_document_options(const Arguments& arguments);

}  // namespace pith
