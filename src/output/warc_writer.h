// Writes WARC records (ISO 28500), as plain bytes: who compresses makes each one a member of its own. A record whose
// block does not change needs no writer: its bytes are copied.
//
// `header` is that of the record that was read: from the version line to the empty line.
#pragma once

#include <string>
#include <string_view>

namespace pith {

// Appends the record with another block. Its fields stay in their order, byte for byte, but for those that speak of the
// block: Content-Length (which is added when it is missing), and WARC-Block-Digest and WARC-Payload-Digest where they
// stand, with the algorithm and in the spelling that they have. The block must not be an HTTP message, whose payload
// would be another thing.
void append_warc_record(std::string_view header, std::string_view block, std::string& out);

// Appends a conversion record: `text`, made of the record with that header, as WET files hold it. It has the target,
// date and language of that record, and refers to it. Its own id is made from that record's (from target and date when
// that has none), so that two runs write the same.
void append_warc_conversion(std::string_view header, std::string_view text, std::string& out);

}  // namespace pith
