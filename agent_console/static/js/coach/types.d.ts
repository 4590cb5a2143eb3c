/** What travels between the server's rules, the coach and the composer. The same engine in Python: canned_replies/. */
import type { Locale } from "../types.js";

export type { Locale };
export type Level = "hint" | "warn" | "confirm";
export type Tone = "formal" | "friendly";
export type Builtin = "all_caps" | "repeated_punctuation" | "wall_of_text" | "arabic_letters" | "persian_zwnj";

/** A phrase rule as `GET /api/phrase-rules` gives it; what the coach does not need is not named here. */
export interface Rule {
  id: string;
  reason: string;
  level: Level;
  match: string[];
  unless: string[];
  unless_followed: string[];
  swap: string[];
  say: string[];
  replies: string[];
  profiles: Tone[];
  builtin: Builtin | null;
  limit: number | null;
  is_hygiene: boolean;
  test?: { flag: string[] };
}

/** Patterns that several rules share, by their name; a rule says `@name` where a pattern could stand. */
export type Lists = Record<string, string[]>;

export interface RuleAnswer {
  change: number;
  locale: Locale;
  reasons: Record<string, Partial<Record<Locale, string>>>;
  rules: Rule[];
  lists: Lists;
}

/** `text.slice(start, end)` of the draft is marked, in UTF-16 units. */
export interface Mark {
  rule: string;
  level: Level;
  reason: string;
  start: number;
  end: number;
  words: string;
  swap: string[];
  say: string[];
  replies: string[];
  is_hygiene: boolean;
}

/** A folded word and where it stands in the text, in UTF-16 units. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

export interface Step {
  kind: "word" | "starts" | "ends" | "gap" | "edge";
  text: string;
  size: number;
}

export interface Group {
  choices: Sequence[];
  isOptional: boolean;
}

export type Sequence = (Step | Group)[];

/** Start, end and what is offered instead, if it can be made from the words themselves. */
export type Finding = [number, number, string | null];

export interface RulesMessage {
  type: "rules";
  locale: Locale;
  rules: Rule[];
  lists: Lists;
  tones: Tone[];
}

export interface DraftMessage {
  type: "draft";
  generation: number;
  locale: Locale;
  tone: Tone;
  text: string;
}

export type Message = RulesMessage | DraftMessage;

export interface Answer {
  generation: number;
  text: string;
  marks: Mark[];
  isTooLong: boolean;
}
