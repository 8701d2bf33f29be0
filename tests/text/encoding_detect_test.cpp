// Own sentences in legacy encodings, which ICU makes.
#include "text/encoding_detect.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "text/encoding.h"
#include "text/encoding_languages.h"

namespace pith {
namespace {

std::string encoded(std::string_view text, const char* converter) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUConverterPointer to(ucnv_open(converter, &status));
  const icu::UnicodeString units =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string bytes(4 * text.size() + 16, '\0');
  const std::int32_t size = ucnv_fromUChars(to.getAlias(), bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                            units.getBuffer(), units.length(), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << converter;
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

struct Sample {
  std::string_view lang;
  std::vector<const char*> converters;  // ICU's names
  std::string_view text;
};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = {
      {"de",
       {"windows-1252", "macintosh"},
       "Die Brücke über den Hafen bleibt für Fußgänger gesperrt. Der Bürgermeister erklärte, die Schäden seien größer "
       "als zunächst vermutet, und man müsse die Träger im Frühjahr prüfen."},
      {"fr",
       {"windows-1252", "iso-8859-15", "macintosh"},
       "Le pont tournant restera fermé jusqu'à l'été. Les pêcheurs, déjà inquiets, espèrent que la mairie mettra en "
       "œuvre les réparations promises; le maire a répété que tout serait réglé avant la fête de la mer."},
      {"es",
       {"windows-1252"},
       "El puente permanecerá cerrado hasta junio, según explicó la alcaldesa. ¿Cuándo volverán los niños a cruzarlo? "
       "Nadie lo sabe todavía, aunque el año próximo habrá más dinero."},
      {"pt",
       {"windows-1252"},
       "A ponte continuará fechada até ao verão. A câmara não sabe ainda quanto custarão as reparações, mas prevê que "
       "os trabalhos comecem já em março e que não haja mais atrasos."},
      {"it",
       {"windows-1252"},
       "Il ponte resterà chiuso fino a giugno perché i lavori non sono finiti. La città è stanca di aspettare, però il "
       "sindaco dice che così sarà più sicuro per tutti."},
      {"da",
       {"windows-1252"},
       "Broen over havnen forbliver lukket, siger borgmesteren. Vi må først undersøge, hvor mange bjælker der er "
       "rådne, "
       "og så får vi se på prisen. Færgen sejler også om søndagen."},
      {"sv",
       {"windows-1252"},
       "Bron över hamnen förblir stängd till sommaren. Många fiskare är oroliga för att båtarna inte kan gå ut när "
       "isen "
       "lägger sig, men kommunen säger att allt går enligt planen."},
      {"fi",
       {"windows-1252"},
       "Silta pysyy suljettuna kesään asti. Kaupunki sanoo, että työt etenevät hyvin, mutta kalastajat eivät enää "
       "tiedä, mitä pitäisi tehdä, jos jää tulee tänä vuonna aikaisin."},
      {"is",
       {"windows-1252"},
       "Brúin yfir höfnina verður lokuð fram á sumar. Bæjarstjórinn sagði að það þyrfti að skoða alla bita og að "
       "viðgerðin yrði dýrari en búist var við."},
      {"pl",
       {"windows-1250", "iso-8859-2"},
       "Most obrotowy pozostanie zamknięty do czerwca. Burmistrz powiedział, że uszkodzenia są większe, niż wcześniej "
       "sądzono, i że robotnicy będą musieli wymienić część belek przed zimą."},
      {"cs",
       {"windows-1250", "iso-8859-2"},
       "Otočný most zůstane až do června uzavřený. Starosta řekl, že škody jsou větší, než se původně zdálo, a že "
       "dělníci musí vyměnit část nosníků ještě před příští zimou."},
      {"hu",
       {"windows-1250", "iso-8859-2"},
       "A forgóhíd júniusig zárva marad. A polgármester szerint a károk nagyobbak, mint először gondolták, és a "
       "gerendák egy részét még az ősz előtt ki kell cserélni, különben a hídfő is megsérülhet."},
      {"ro",
       {"windows-1250", "iso-8859-2"},
       "Podul va rămâne închis până în iunie. Primarul a spus că pagubele sînt mai mari decît se credea şi că o parte "
       "din grinzi trebuie înlocuită înainte de iarnă, după ce vor fi găsiţi banii."},
      {"hr",
       {"windows-1250", "iso-8859-2"},
       "Most će ostati zatvoren do lipnja. Načelnik kaže da je šteta veća nego što se mislilo i da će radnici morati "
       "zamijeniti dio greda još prije zime, što će koštati više nego što je općina očekivala."},
      {"tr",
       {"windows-1254"},
       "Köprü haziran ayına kadar kapalı kalacak. Belediye başkanı, hasarın sanılandan daha büyük olduğunu ve "
       "kirişlerin bir kısmının kıştan önce değiştirilmesi gerektiğini söyledi."},
      {"lt",
       {"windows-1257"},
       "Tiltas liks uždarytas iki birželio. Meras sakė, kad žala yra didesnė, negu manyta iš pradžių, ir kad dalį sijų "
       "reikės pakeisti dar prieš žiemą, nes žvejai nebegali išplaukti į jūrą."},
      {"lv",
       {"windows-1257"},
       "Tilts paliks slēgts līdz jūnijam. Mērs teica, ka bojājumi ir lielāki, nekā sākumā šķita, un ka daļa siju būs "
       "jānomaina vēl pirms ziemas, jo zvejnieki vairs nevar iziet jūrā."},
      {"et",
       {"windows-1257"},
       "Sild jääb suletuks kuni juunini. Linnapea ütles, et kahju on suurem, kui alguses arvati, ja et osa taladest "
       "tuleb välja vahetada veel enne talve, sest kalurid ei pääse enam merele."},
      {"ru",
       {"windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic"},
       "Разводной мост останется закрытым до июня. Мэр сказал, что ущерб больше, чем думали сначала, и что часть балок "
       "придётся заменить ещё до зимы."},
      {"uk",
       {"windows-1251", "koi8-u"},
       "Розвідний міст залишиться закритим до червня. Мер сказав, що збитки більші, ніж здавалося спочатку, і що "
       "частину балок доведеться замінити ще до зими."},
      {"bg",
       {"windows-1251"},
       "Мостът ще остане затворен до юни. Кметът каза, че щетите са по-големи, отколкото се смяташе отначало, и че "
       "част "
       "от гредите трябва да бъдат сменени още преди зимата."},
      {"el",
       {"windows-1253", "iso-8859-7"},
       "Η γέφυρα θα μείνει κλειστή μέχρι τον Ιούνιο. Ο δήμαρχος είπε ότι οι ζημιές είναι μεγαλύτερες από όσο νόμιζαν "
       "στην αρχή και ότι μερικά δοκάρια πρέπει να αλλάξουν πριν από τον χειμώνα."},
      {"he",
       {"windows-1255"},
       "הגשר יישאר סגור עד יוני. ראש העיר אמר שהנזק גדול יותר ממה שחשבו תחילה, ושצריך להחליף חלק מהקורות עוד לפני "
       "החורף."},
      {"ar",
       {"windows-1256", "iso-8859-6"},
       "سيبقى الجسر مغلقا حتى شهر يونيو. وقال رئيس البلدية إن الأضرار أكبر مما كان متوقعا في البداية وإن جزءا من "
       "العوارض "
       "يجب أن يستبدل قبل الشتاء."},
      {"th",
       {"windows-874"},
       "สะพานจะปิดจนถึงเดือนมิถุนายน นายกเทศมนตรีกล่าวว่าความเสียหายมากกว่าที่คิดไว้ในตอนแรก และต้องเปลี่ยนคานบางส่วนก่อนฤดูหนาว"},
      {"ja",
       {"windows-31j", "euc-jp"},
       "港の橋は六月まで閉鎖される。市長は、被害が最初に思われたより大きく、冬になる前に梁の一部を取り替えなければなら"
       "ないと話した。"},
      {"zh-CN",
       {"gb18030"},
       "港口的桥要到六月才会重新开放。市长说，损坏的情况比开始时想的更严重，冬天以前必须更换一部分横梁，费用也会增加"
       "。"},
      {"zh-TW",
       {"big5"},
       "港口的橋要到六月才會重新開放。市長說，損壞的情況比開始時想的更嚴重，冬天以前必須更換一部分橫樑，費用也會增加"
       "。"},
      {"ko",
       {"windows-949"},
       "항구의 다리는 유월까지 닫혀 있을 것이다. 시장은 피해가 처음 생각한 것보다 크고 겨울이 오기 전에 들보의 일부를 "
       "바꾸어야 "
       "한다고 말했다."},
  };
  return all;
}

// What the guess makes of the bytes is the text; two encodings may do so.
void expect_found(const Sample& sample, const char* converter, std::string_view text, const EncodingHints& hints) {
  const std::string bytes = encoded(text, converter);
  const EncodingGuess guess = find_text_encoding(bytes, {}, hints);
  std::string scratch;
  EXPECT_EQ(to_utf8(bytes, guess.encoding, scratch).text, text)
      << sample.lang << " in " << converter << " was taken for " << name(guess.encoding);
}

TEST(EncodingDetection, FindsWhatASentenceIsIn) {
  for (const Sample& sample : samples()) {
    for (const char* converter : sample.converters) expect_found(sample, converter, sample.text, {});
  }
}

TEST(EncodingDetection, IsNotLedAstrayByHints) {
  const std::array<EncodingHints, 6> hints = {
      {{"ja", {}}, {"ru", {}}, {"en", {}}, {{}, "www.example.ru"}, {{}, "example.jp"}, {"pl", "www.example.com"}}};
  for (const Sample& sample : samples()) {
    if (sample.lang == "ro") continue;  // its letters are Hungarian's and Turkish's
    for (const EncodingHints& hint : hints) expect_found(sample, sample.converters[0], sample.text, hint);
  }
}

TEST(EncodingDetection, IsHelpedByHintsWhereBytesSayLittle) {
  const std::string bytes = "\xE8\xE0\xF1";  // èàñ, чаń, час, иас …
  const auto found = [&](EncodingHints hints) { return find_text_encoding(bytes, {}, hints).encoding; };
  EXPECT_EQ(found({"ru-RU", {}}), Encoding::windows_1251);
  EXPECT_EQ(found({{}, "www.example.ru"}), Encoding::windows_1251);
  const std::string name = "Adresa: \xBEi\xBEkov";  // žižkov in ISO-8859-2
  EXPECT_EQ(find_text_encoding(name, {}, {"CS", {}}).encoding, Encoding::iso_8859_2);
}

TEST(EncodingDetection, LooksPastMarkup) {
  for (const Sample& sample : samples()) {
    const std::string page = "<html><head><title>" + encoded(sample.text, sample.converters[0]) +
                             "</title></head><body class=\"the of and\">" + std::string(5000, ' ') + "<p>" +
                             encoded(sample.text, sample.converters[0]) + "</p></body></html>";
    std::string scratch;
    const Encoding guess = find_page_encoding(page, {}).encoding;
    EXPECT_NE(to_utf8(page, guess, scratch).text.find(sample.text), std::string_view::npos)
        << sample.lang << " was taken for " << name(guess);
  }
}

TEST(EncodingDetection, SeesEscapesOfJapanese) {
  const std::string bytes = encoded("港の橋は六月まで閉鎖される。\nABC\n", "iso-2022-jp");
  EXPECT_EQ(find_text_encoding(bytes).encoding, Encoding::iso_2022_jp);
  EXPECT_EQ(find_text_encoding("\x1B[1mbold\x1B(B\x1B[m").encoding, Encoding::utf_8);
}

TEST(EncodingDetection, KeepsQuotesOfEnglishTexts) {
  const EncodingGuess guess = find_text_encoding("\x93It\x92s shut,\x94 she said \x97 and that was that.");
  EXPECT_EQ(guess.encoding, Encoding::windows_1252);
  EXPECT_EQ(guess.source, EncodingSource::guessed);
}

TEST(EncodingDetection, KeepsQuotesOfEnglishTextsOnPagesOfOtherLanguages) {
  const std::string text =
      "The \x93swing\x94 of the \x93"
      "bridge\x94 is shut";
  for (const EncodingHints& hints : {EncodingHints{"he", "www.example.il"}, EncodingHints{"ru", "www.example.ru"}}) {
    std::string scratch;
    EXPECT_EQ(to_utf8(text, find_text_encoding(text, {}, hints).encoding, scratch).text,
              "The “swing” of the “bridge” is shut");
  }
}

TEST(EncodingLanguages, KnowTheDomainsInOrder) {
  EXPECT_EQ(languages_of_domain("ae"), "ar");
  EXPECT_EQ(languages_of_domain("ye"), "ar");
  EXPECT_EQ(languages_of_domain("jp"), "ja");
  EXPECT_EQ(languages_of_domain("com"), "");
}

}  // namespace
}  // namespace pith
