/** Which situations a conversation is probably in, guessed from the visitor's last words. It orders what is offered, nothing more. */

import { fold } from "./reply-search.js";

/** @typedef {{sender: string, kind: string, body?: string}} Said */

const LAST_MESSAGES = 3;

/** Beginnings of words that speak for a situation, folded, in all three languages. @type {Record<string, string>} */
const CUES = {
  refund_status: "refund|money back|reimburs|بازگشت وجه|پولم|پول من|استرداد|visszaterit|visszakap|penzem",
  angry: "unacceptable|terrible|angry|ridiculous|furious|worst|outrag|افتضاح|عصبانی|مسخره|خجالت|felhaborit|botrany|elegem|durva",
  complaint_received: "complain|شکایت|panasz|reklamacio",
  missed_promise: "you promised|you said|still nothing|قول دادید|گفته بودید|هنوز خبری|megigert|azt mondta|meg mindig nem",
  out_of_stock: "in stock|out of stock|sold out|available|موجود|تمام شده|keszlet|elfogyott|raktaron",
  troubleshooting: "not work|doesn t work|does not work|error|broken|fail|crash|کار نمی کند|کار نمیکند|خطا|خراب|باز نمی شود|باز نمیشود|nem mukod|hiba|nem sikerul|elromlott",
  privacy: "privacy|personal data|delete my|gdpr|حریم|داده|اطلاعات شخصی|adatvedel|adataim|toroljek",
  refuse: "discount|cheaper|coupon|for free|exception|تخفیف|کوپن|رایگان|استثنا|kedvezmeny|olcsobb|kupon|ingyen|kivetel",
  wish_noted: "would be nice|it would be great|suggest|feature|wish|پیشنهاد|کاش|ای کاش|jo lenne|javasl|szeretnem ha",
  wait: "how long|waiting|when will|چقدر طول|منتظر|چه زمانی|کی می رسد|کی میرسد|meddig|varok|mikor",
  identify: "my order|order|parcel|package|delivery|سفارش|بسته|ارسال|rendeles|csomag|szallit",
  thank_loyal: "years|loyal|سال است|همیشه از شما|evek ota|regi vasarlo",
  closing: "thank|thanks|perfect|great|solved|ممنون|متشکر|سپاس|مرسی|حل شد|koszon|szuper|megoldod",
};

const PATTERNS = Object.entries(CUES).map(([situation, cues]) => ({ situation, pattern: new RegExp(`(?:^| )(?:${cues})`, "gu") }));

/**
 * Situations, the likeliest first.
 * @param {Iterable<Said>} items @param {{isPromiseMissed?: boolean}} [known]
 */
export function guessSituations(items, { isPromiseMissed = false } = {}) {
  const said = [...items].filter(({ kind }) => kind === "message");
  const visitors = said.filter(({ sender }) => sender === "visitor").slice(-LAST_MESSAGES);
  const isNew = !said.some(({ sender }) => sender === "agent");
  const heard = counted(visitors.map(({ body = "" }) => fold(body)));
  return [...new Set([...(isPromiseMissed ? ["missed_promise"] : []), ...heard, ...(isNew ? ["greeting"] : [])])];
}

/** The latest message counts most. @param {string[]} texts */
function counted(texts) {
  const points = PATTERNS.map(({ situation, pattern }) => ({
    situation,
    points: texts.reduce((sum, text, index) => sum + (text.match(pattern)?.length ?? 0) * (index + 1), 0),
  }));
  return points.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points).map(({ situation }) => situation);
}
