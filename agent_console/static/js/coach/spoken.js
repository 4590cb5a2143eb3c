/**
 * Persian as it is spoken and as it is written, brought to one form for the coach: «می‌تونم» is heard as «می‌توانم».
 * The tables of canned_replies/spoken.py.
 */

// «ون» and «وم» sound where «ان» and «ام» are written, and the «و» of «خواندن» is silent.
const SOUNDED = /(?:^ا|(?<=[\p{L}\p{N}])(?<!و))و+ا?(?=[نم])/gu;
const PUT = /^(ن?می|ب|ن)ذار/u;
const SAYS = /^(ن?می[\p{L}\p{N}_]{2,})ه$/u;
const SAY = /^(ن?می[\p{L}\p{N}_]*[بتخدرزسشفگن])ن$/u;
const YOU_SAY = /^([\p{L}\p{N}_]{3,})ین$/u;

// Verbs whose stem is spoken short: «می‌گم» is «می‌گویم», «نمی‌خوان» is «نمی‌خواهند».
const SHORT = Object.entries({ گ: "گوی", ر: "رو", ش: "شو", د: "ده", خوا: "خواه" });
const ENDINGS = Object.entries({ م: "م", یم: "یم", ید: "ید", ین: "ید", ه: "د", ن: "ند" });
const KEPT = ["بده", "نده", "بدن", "ندن"]; // an order to a friend; the body
const ALIKE =
  "رو=را اگه=اگر دیگه=دیگر مگه=مگر یه=یک چی=چه توی=در واسه=برای انا=انها اونا=انها هیشکی=هیچکس انقدر=اینقدر" +
  " اینجوری=اینطور اینجور=اینطور چجوری=چطور داره=دارد نداره=ندارد دارن=دارند ندارن=ندارند هستن=هستند" +
  " نیستن=نیستند نیس=نیست باشن=باشند کنین=کنید نکنین=نکنید بیایید=بیاید بیاین=بیاید بلیط=بلیت بکنه=بکند برسه=برسد" +
  " میاد=میاید نمیاد=نمیاید میام=میایم نمیام=نمیایم میان=میایند نمیان=نمیایند" +
  " میخواد=میخواهد نمیخواد=نمیخواهد بخواد=بخواهد";
const WORDS = new Map(ALIKE.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split("="))));

/** @type {Map<string, string>} */
const FORMS = new Map();
for (const before of ["می", "نمی", "ب", "ن"]) {
  for (const [stem, whole] of SHORT) {
    for (const [ending, full] of ENDINGS) FORMS.set(before + stem + ending, before + whole + full);
  }
}
for (const kept of KEPT) FORMS.delete(kept);
for (const [spoken, written] of WORDS) FORMS.set(spoken, written);

const KNOWN_LIMIT = 10_000;
/** @type {Map<string, string>} */
const known = new Map();

/** The form of a folded word under which its spoken and its written form are the same. @param {string} word */
export function heard(word) {
  let form = known.get(word);
  if (form === undefined) {
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(word, (form = formOf(word)));
  }
  return form;
}

/** @param {string} word */
function formOf(word) {
  const written = FORMS.get(word) ?? word.replace(PUT, "$1گذار").replace(YOU_SAY, "$1ید").replace(SAY, "$1ند").replace(SAYS, "$1د");
  const sounded = heardStem(written);
  return WORDS.get(sounded) ?? sounded;
}

/** The same for the start or the end of a word: only what sounds different inside it. @param {string} stem */
export function heardStem(stem) {
  return stem.replace(SOUNDED, "ا");
}
