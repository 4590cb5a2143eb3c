/**
 * What a blank is called while it is open: a question in the language of the text around it, whatever language the
 * interface has. The names of one language differ, because an open blank in a draft is known by its name.
 */

/** @typedef {import("../types.js").Locale} Locale */

/** name: English | Persian | Hungarian */
const NAMES = `
contact.first_name: name? | نام؟ | név?
contact.since: since when? | از چه زمانی؟ | mióta?
contact.email_masked: e-mail? | ایمیل؟ | e-mail-cím?
agent.first_name: my name? | نام من؟ | saját nevem?
company.name: company? | نام شرکت؟ | cégnév?
team.name: team? | گروه؟ | csapat?
transfer.agent: colleague? | نام همکار؟ | kolléga?
order.number: order number? | شمارهٔ سفارش؟ | rendelésszám?
case.number: case number? | شمارهٔ پرونده؟ | ügyszám?
promise.due: by when? | تا کی؟ | mikorra?
promise.what: what? | چه چیزی؟ | mit?
wait.duration: how long? | چه مدت؟ | mennyi idő?
queue.position: place in the queue? | جایگاه در صف؟ | hányadik?
hours.today: hours today? | ساعت کاری امروز؟ | mai nyitvatartás?
hours.next_open: open again when? | آغاز کار بعدی؟ | mikor nyitunk?
holiday.name: holiday? | مناسبت؟ | ünnep?
product.name: product? | نام کالا؟ | termék?
product.alternative: other product? | کالای دیگر؟ | másik termék?
product.restock_on: back when? | زمان موجودی؟ | mikor érkezik?
price.current: price? | قیمت؟ | ár?
refund.amount: amount? | مبلغ؟ | összeg?
refund.method: paid back how? | روش بازگشت وجه؟ | milyen módon?
refund.sent_on: sent when? | زمان ارسال؟ | mikor indult?
refund.bank_days: bank days? | چند روز کاری؟ | hány munkanap?
privacy.data_kept: which data? | کدام داده‌ها؟ | milyen adatok?
privacy.retention: kept how long? | مدت نگهداری؟ | meddig tároljuk?
privacy.link: privacy page? | نشانی حریم خصوصی؟ | adatvédelmi oldal?
survey.link: survey link? | پیوند نظرسنجی؟ | kérdőív linkje?
help.link_1: first help page? | صفحهٔ راهنمای اول؟ | első súgóoldal?
help.link_2: second help page? | صفحهٔ راهنمای دوم؟ | második súgóoldal?
wish.text: wish? | خواسته؟ | kívánság?
wish.link: wish link? | پیوند خواسته؟ | kívánság linkje?
case.finding: what we found? | یافتهٔ ما؟ | mit találtunk?
case.change: what changes? | چه تغییری؟ | mi változik?
summary: in short? | خلاصه؟ | röviden?
question: question? | پرسش؟ | kérdés?
request: request? | درخواست؟ | kérés?
alternative: other way? | راه دیگر؟ | más út?
benefit: what for? | چه سودی؟ | miért jó?
remedy: remedy? | جبران؟ | kárpótlás?
status: how far? | وضعیت؟ | hol tart?
next_step: next step? | گام بعدی؟ | következő lépés?
what_happened: what happened? | چه پیش آمد؟ | mi történt?
correct_info: what is right? | اطلاعات درست؟ | mi a helyes?
step.1: step 1? | گام ۱؟ | 1. lépés?
step.2: step 2? | گام ۲؟ | 2. lépés?
step.3: step 3? | گام ۳؟ | 3. lépés?
`;

/** @type {Record<Locale, Map<string, string>>} */
const TABLES = { en: new Map(), fa: new Map(), hu: new Map() };

for (const line of NAMES.trim().split("\n")) {
  const at = line.indexOf(": ");
  const [en = "", fa = "", hu = ""] = line.slice(at + 2).split(" | ");
  Object.entries({ en, fa, hu }).forEach(([locale, name]) => TABLES[/** @type {Locale} */ (locale)].set(line.slice(0, at), name));
}

/** An organisation's own blank goes by its own name: `delivery.day` is "delivery day?". @param {string} blank @param {Locale} locale */
export function askFor(blank, locale) {
  return TABLES[locale].get(blank) ?? `${blank.replace(/[._]/g, " ")}${locale === "fa" ? "؟" : "?"}`;
}

/** The blank that is called so. @param {string} asked @param {Iterable<string>} blanks all there are */
export function blankCalled(asked, blanks) {
  for (const blank of blanks) {
    for (const locale of /** @type {Locale[]} */ (["en", "fa", "hu"])) if (askFor(blank, locale) === asked) return blank;
  }
  return null;
}
