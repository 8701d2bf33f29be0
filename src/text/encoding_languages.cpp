#include "text/encoding_languages.h"

#include <algorithm>
#include <array>

namespace pith {
namespace {

using enum Encoding;
using enum ScriptKind;

constexpr std::array kWestern = {windows_1252, iso_8859_15, macintosh};
constexpr std::array kCentral = {windows_1250, iso_8859_2};
constexpr std::array kRomanian = {windows_1250, iso_8859_2, iso_8859_16};
constexpr std::array kTurkish = {windows_1254};
constexpr std::array kBaltic = {windows_1257, iso_8859_13, iso_8859_4};
constexpr std::array kEstonian = {windows_1257, windows_1252, iso_8859_13, iso_8859_15, iso_8859_4};
constexpr std::array kVietnamese = {windows_1258};
constexpr std::array kRussian = {windows_1251, koi8_r, ibm866, iso_8859_5, x_mac_cyrillic};
constexpr std::array kUkrainian = {windows_1251, koi8_u, iso_8859_5, x_mac_cyrillic};
constexpr std::array kCyrillic = {windows_1251, iso_8859_5, x_mac_cyrillic};
constexpr std::array kGreek = {windows_1253, iso_8859_7};
constexpr std::array kHebrew = {windows_1255};
constexpr std::array kArabic = {windows_1256, iso_8859_6};
constexpr std::array kPersian = {windows_1256};
constexpr std::array kThai = {windows_874};
constexpr std::array kSimplified = {gbk};
constexpr std::array kTraditional = {big5};
constexpr std::array kJapanese = {shift_jis, euc_jp};
constexpr std::array kKorean = {euc_kr};

constexpr auto kLanguages = std::to_array<Language>({
    // Any word may be in an English text, and most of what is not ASCII in one is punctuation.
    {"en", latin, "’ – “” —\u00A0 é…• ñüáöçíèó äêâàïëôîåøæšžćčłßãõúùûò",
     "the of and to in is that for with was on are this be by", kWestern},
    {"de", latin, "ü ä öß   éèáàç", "der die und den von ist mit das nicht sich auch ein eine dem auf im zu", kWestern},
    {"fr", latin, "é ’ èà\u00A0 ê ç ôîû âùœ ëïæ üñö",
     "le la les des une est dans pour que qui sur pas avec par du et en", kWestern},
    {"es", latin, "óí á éñ ú ¿¡ªº ü çà", "el la los las del que una por con para como de en y se un", kWestern},
    {"pt", latin, "ã ç áéí ó õêú âàô ºª ü", "os da do das dos que uma para com por mais ao de em um", kWestern},
    {"it", latin, "’ è à  ù òìé  ºª î", "il di che la della per una del non con sono gli le si da un", kWestern},
    {"nl", latin, "ë é ïó èöü êáç", "de het een van en dat niet zijn voor met op te is", kWestern},
    {"sv", latin, "ä åö  é  üà", "och att det som en av inte med den till har om ett", kWestern},
    {"da", latin, "å øæ   é  öäü", "og det at en den til af ikke som med har var der er et", kWestern},
    {"no", latin, "å ø æ  é òô äöü", "og det at en den til av ikke som med har var er et", kWestern},
    {"fi", latin, "ä  ö   åé", "ja on ei se oli ovat mutta kun tai ole hän joka", kWestern},
    {"is", latin, "ðá í éöóþ æúý", "og er hann var sem ekki um en til af eru", kWestern},
    {"ca", latin, "à é íóè ò úç ï· ü", "el la els les que amb una per dels es de un", kWestern},
    {"sq", latin, "ë   ç", "dhe me nga te i u ka se per", kWestern},
    {"pl", latin, "ł ęążó ś ćń ź   éöü", "w i z na do nie to jest od po jak za tym dla", kCentral},
    {"cs", latin, "í áě éřš ýčžů  ú ňóťď   öü", "a v na se s z do je o ve pro jako by za", kCentral},
    {"sk", latin, "á íéčý šž úľťô ňä óď ĺŕ  öü", "a v na sa s z do je o vo pre ako by za", kCentral},
    {"hu", latin, "áé  öó őíü úű", "a az hogy egy nem is meg volt de ez el", kCentral},
    {"ro", latin, "ă îşţșț â   éö", "de la cu pe un o nu din care sunt mai ce si in", kRomanian},
    {"hr", latin, "č šž ć đ  öüé", "i u je na se da za su od ne kao bio koji", kCentral},
    {"sl", latin, "č šž   ćđé", "in je na v da se za so ne pa ki bi tudi", kCentral},
    {"tr", latin, "ı ş ğüçö  âîû", "ve bir bu da de ile olarak olan daha ne en", kTurkish},
    {"lt", latin, "ė š ž ųčį ą ūę", "ir yra kad su buvo tai kaip jo bet per apie", kBaltic},
    {"lv", latin, "ā ī ē šū ņļž čģķ", "un ir no ar par uz ka bet kas tas kur", kBaltic},
    {"et", latin, "ä õ ü ö  šžé", "ja on ei et see oli ning kui ka aga ta", kEstonian},
    {"vi", latin, "\u0301\u0300đ \u0323ư ôơâêă\u0309 áàóéíúèùã \u0303 òìý",
     "trong khi cho anh ra theo hai ba con thi nay", kVietnamese},
    {"ru", cased, "о еаинт срвл кмдпуяы зьбгчй хжшюцщ эф ё ъ", "", kRussian},
    {"uk", cased, "о аин втер ісклуд мпзяьб гчйхцю жїєшщ фґ", "", kUkrainian},
    {"be", cased, "а н іоеры ктсв лдмупя зьўгб чхыцй шжёэюф", "", kCyrillic},
    {"bg", cased, "а ои ет нрсв лкдпзм ъяугб чщц хжюфйш ь", "", kCyrillic},
    {"sr", cased, "а иое нј рстук вмдлп збгчшжћц хђњљ фџ", "", kCyrillic},
    {"mk", cased, "а ои ет нрсв лкдпмјз угбч шцжќ њѓхф љџѕ", "", kCyrillic},
    {"el", cased, "αο ιτεσν ςρηπκυ λμάίό έγδήωχ θφύβώ ξζ ψϊ ϋΐΰ", "", kGreek},
    {"he", uncased, "יוה לאמרת בשנ כעחד פקצטג ןסם זךץף ־״׳ְִֶַָּ", "", kHebrew},
    {"ar", uncased, "ا ل ينموت رهبدعفةس كقحجأ صشطخىإ ذءئزثض غظؤآ، ؛؟ًَُِّْـ", "", kArabic},
    {"fa", uncased, "ا ی رندیهو متبسشكکيگ زلخعفپحق جآغطصچ‌ ضذثئظژ،", "",
     kPersian},
    {"th", uncased, "า นรอก่เง้ มยลวดทสต็ัิีะปบคห แจพชขใไโ์ุู ผำถซศณธื ึๆฟภษญฉๅ", "", kThai},
    {"zh-Hans", wide,
     "的， 。一是 不了在人有我他这 "
     "个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去、： "
     "法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情"
     "明"
     "性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表"
     "化"
     "老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报"
     "才"
     "结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放"
     "强"
     "“”《》！？；（）",
     "", kSimplified},
    {"zh-Hant", wide,
     "的， 。一是 不了在人有我他這 "
     "個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去、： "
     "法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情"
     "明"
     "性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表"
     "化"
     "老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報"
     "才"
     "結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放"
     "強"
     "「」《》！？；（）",
     "", kTraditional},
    {"ja", wide,
     "の 、。いにたるはをしてとが なでれらかりすもっこまさ ンーよきあうくおけそだめえじつばわせ "
     "日人年ルスアイトリラク本中国大者会事出一時行ろちみ見やほどげびね分前場上月今自後間同手者東方生発新部社二三対地内"
     "当合長"
     "「」・（）ドフシレタロカジコマプグバキテメデサ "
     "ぶべぎごぜぞぼひふへむゆょゃゅ全体政業開入理立定私思言気最高小学円道水名金"
     "子外田現市代表不動力関主度意物家機用通回目公正連教下問戦性化実経明法作車何来所報員安",
     "", kJapanese},
    {"ko", wide,
     "이다 는의에을하가 고은로한지서도를기사 인대어있아그나해것리자정부들일과수시으라 "
     "만여보전제상주장게원국구조면비관동실성적없안유공오교경회무스마개했말우발신년중연산법선세당용체지습니었되생계문민"
     "내소데각물"
     "모위방때소금러와행였건외업월진통화약람임거할간히요려까음치식결입분작될단현드두본남영운심미후표차노북학",
     "", kKorean},
});

struct Domain {
  std::string_view domain;
  std::string_view languages;
};

constexpr auto kDomains = std::to_array<Domain>({
    {"ae", "ar"},      {"al", "sq"}, {"am", "ru"},      {"at", "de"},    {"ba", "hr sr"},   {"be", "nl fr"},
    {"bg", "bg"},      {"bh", "ar"}, {"br", "pt"},      {"by", "be ru"}, {"cat", "ca"},     {"ch", "de fr it"},
    {"cn", "zh-Hans"}, {"cy", "el"}, {"cz", "cs"},      {"de", "de"},    {"dk", "da"},      {"dz", "ar fr"},
    {"ee", "et"},      {"eg", "ar"}, {"es", "es"},      {"fi", "fi sv"}, {"fr", "fr"},      {"gr", "el"},
    {"hk", "zh-Hant"}, {"hr", "hr"}, {"hu", "hu"},      {"il", "he"},    {"iq", "ar"},      {"ir", "fa"},
    {"is", "is"},      {"it", "it"}, {"jo", "ar"},      {"jp", "ja"},    {"kr", "ko"},      {"kw", "ar"},
    {"kz", "ru"},      {"lb", "ar"}, {"lt", "lt"},      {"lv", "lv"},    {"ly", "ar"},      {"ma", "ar fr"},
    {"md", "ro ru"},   {"mk", "mk"}, {"mo", "zh-Hant"}, {"mx", "es"},    {"nl", "nl"},      {"no", "no"},
    {"om", "ar"},      {"pl", "pl"}, {"pt", "pt"},      {"qa", "ar"},    {"ro", "ro"},      {"rs", "sr hr"},
    {"ru", "ru"},      {"sa", "ar"}, {"se", "sv"},      {"si", "sl"},    {"sk", "sk"},      {"su", "ru"},
    {"sy", "ar"},      {"th", "th"}, {"tn", "ar fr"},   {"tr", "tr"},    {"tw", "zh-Hant"}, {"ua", "uk ru"},
    {"vn", "vi"},      {"ye", "ar"},
});

}  // namespace

const std::string_view kSigns = "’ –\u00A0 “”—…«»„ ‘•·©®°€\u00AD £§№™½ º²³×±†¼‹›‚¿¡ ¶¥¢¾÷µ¦¬ª‰¹´¨";

std::span<const Language> languages() {
  return kLanguages;
}

std::string_view languages_of_domain(std::string_view top_level_domain) {
  const auto found = std::ranges::lower_bound(kDomains, top_level_domain, {}, &Domain::domain);
  return found != kDomains.end() && found->domain == top_level_domain ? found->languages : std::string_view{};
}

}  // namespace pith
