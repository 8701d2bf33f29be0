// What a line looks like: all capitals, a number, a date, addresses.
//
// A line is any bytes; ill-formed UTF-8 counts as U+FFFD. White space (White_Space) at its edges does not count. A
// blank line is none of these. Character properties are those of Unicode; nothing else depends on a language but the
// words of dates, which are those of all languages of CLDR.
#pragma once

#include <string_view>

namespace pith {

// At least two letters are upper or title case (Lu, Lt), and none is lower case (Ll). Everything else may stand there.
bool is_caps_line(std::string_view line);

// At least one digit (Nd); otherwise only
//   white space and invisible characters,
//   . , ' ’ : / - – − + % ‰ # № ( ) & ٪ ٫ ٬ and currency symbols (Sc),
//   k, m or b, of either case, right behind a digit.
bool is_number_line(std::string_view line);

// Nothing but a day, a time or how long ago, as far as the words tell (text/date_words.h): "3 May 2024, 10:30",
// "il y a 5 min", "3日前". The match form of a line (text/match_form.h) of 60 code points or less consists of
//   numbers: groups of four digits or less with one of . / : - between them, or a full stop and a space,
//   words of dates; a number of one or two digits may have an ending (st nd rd th er re e o a) right behind it,
//   the signs . , ; : / - | ( ) [ ] ' + @ ~ · • ∙ ・ ، 、 ׳ ״ ॰ ၊ ፡ ፣ and spaces,
// together 12 numbers and words or less, and holds one of
//   a time (groups 10:30 or 10:30:59; numbers with "h" between them),
//   a day (three groups with . / or - between them of which one can be the month, one the day and the last is the year
//     in two or four digits, or the first in four; or 5/2024),
//   the name of a month, of a weekday or of a relative day, not abbreviated to two letters, and a number that can be a
//     day or a year: to 31, or of four digits,
//   a number and the word of a unit right behind it (in some languages before it), or of a time of day; if that is one
//     letter ("3h"), also a word as "ago",
// or is, as a whole, a relative day ("yesterday", "i går") of a language where that cannot be another word.
bool is_date_line(std::string_view line);

// Tokens between white space, each, without punctuation at its edges, one of
//   a URL: http://, https:// or www. in either case, then a letter or digit, then anything,
//   host/anything; host is two or more labels of letters, digits and inner hyphens with full stops between them, the
//     last one of letters, two or more; a port may follow,
//   local@host, local being letters, digits and . _ % + -,
//   @handle: letters, digits and . _ -, a letter or _ among them; @host may follow.
// Punctuation at the edges: . , ; : ! ? ( ) [ ] < > { } " ' and their typographic kin; a / or _ at the end stays.
bool is_address_line(std::string_view line);

}  // namespace pith
