/** The agents' side of the wire, as the console reads it. The server's own words: chat_server/protocol/frames.py. */
export type Status = "open" | "pending" | "snoozed" | "resolved";
export type Presence = "online" | "away" | "offline" | "left";
export type Sender = "visitor" | "agent" | "system";
export type Kind = "message" | "note";
export type Locale = "en" | "fa" | "hu";

export interface Row {
  id: number;
  change: number;
  inbox: number;
  contact: number;
  name: string;
  locale: string;
  status: Status;
  created_at: number;
  last_at: number;
  seq: number;
  visitor_messages: number;
  last_sender: Sender;
  last_text: string;
  assignee?: number | null;
  waiting_since?: number | null;
  snoozed_until?: number | null;
  resolved_at?: number | null;
  is_visitor_online?: boolean;
  promise_due?: number | null;
  promise_owner?: number | null;
}

export interface Activity {
  verb: "assigned" | "unassigned" | "resolved" | "reopened" | "snoozed" | "woken";
  agent?: number;
  until?: number;
}

export interface Item {
  conversation: number;
  seq: number;
  kind: "message" | "note" | "activity";
  sender: Sender;
  at: number;
  visitor_seq?: number;
  body?: string;
  agent?: number;
  client_id?: string;
  activity?: Activity;
  replies?: { key: string; revision: number; language: Locale; edited: number | null }[];
  promise_due?: number;
}

export interface Colleague {
  id: number;
  name: string;
  role: "agent" | "supervisor" | "admin";
  presence: Presence;
  capacity: number;
  title?: string;
  languages?: string[];
  photo?: string;
}

export interface Inbox {
  id: number;
  name: string;
  color: string;
  locale: string;
  reply_target_s: number;
  tone?: "formal" | "friendly";
}

export interface ReadMark {
  conversation: number;
  upto: number;
  messages: number;
}

/** What is being written; `replies` and `promise` are what it is made from beside its words. */
export interface Draft extends Partial<Ingredients> {
  conversation: number;
  kind: Kind;
  body: string;
}

export interface Contact {
  id: number;
  name: string;
  email: string;
  phone: string;
  locale: string;
  note: string;
  browser: string;
  platform: string;
  first_seen_at: number;
  last_seen_at: number;
  visits: number;
}

export interface Dossier {
  conversation: Row;
  contact: Contact;
  pages: { url: string; title: string; at: number }[];
  earlier: { id: number; created_at: number; resolved_at: number | null; last_text: string; status: Status }[];
}

type PerLanguage<T = string> = Partial<Record<Locale, T>>;

/** A reply in use, as the picker has it. */
export interface ReplyCard {
  key: string;
  revision: number;
  situation: string;
  label: PerLanguage;
  shortcut: PerLanguage;
  tone: string;
  mode: "manual" | "auto" | "both";
  tags: string[];
  scope: { kind: string; owner: string };
  active: { weekdays?: number[]; first_day?: string | null; last_day?: string | null };
  texts: PerLanguage;
  outdated: Locale[];
  blanks: string[];
}

export interface Placeholder {
  kind: string;
  fallback: PerLanguage;
  example: PerLanguage;
  ask: boolean;
  makes_promise: boolean;
  only: string | null;
}

export interface LibraryAnswer {
  change: number;
  languages: Locale[];
  situations: Record<string, PerLanguage>;
  placeholders: Record<string, Placeholder>;
  replies: ReplyCard[];
}

export interface Value {
  text: string | PerLanguage;
  source: string;
  read_at: number | null;
}

/** A time to promise: on a button, and in a sentence. */
export interface Deadline {
  due: number;
  label: PerLanguage;
  text: PerLanguage;
}

export interface Values {
  values: Record<string, Value>;
  quick: Deadline[];
}

/** A reply that went into a draft, with the text as it was inserted. */
export interface Inserted {
  key: string;
  revision: number;
  language: Locale;
  text: string;
}

/** What a draft is made from beside its words; `promise.text` is the phrase that names the time. */
export interface Ingredients {
  replies: Inserted[];
  promise: { due: number; text: string } | null;
}

/** What an agent made of a reply, with its blanks again. */
export interface Rewording {
  key: string;
  language: Locale;
  text: string;
}

/** Some of a text that stayed, went or came. */
export interface Run {
  kind: "same" | "removed" | "added";
  pieces: { text?: string; blank?: string; fallback?: string }[];
}

/** A wording beside the one in use. */
export interface Comparison {
  key: string;
  revision: number;
  label: PerLanguage;
  is_same: boolean;
  before: Run[];
  after: Run[];
  problems: import("./model/problems.js").Problem[];
  remarks: (import("./model/problems.js").Problem & { rule: string | null; words?: string; why?: string | null })[];
}

export interface Promised {
  id: number;
  conversation: number;
  message: number | null;
  owner: number;
  what: string;
  due: number;
  state: "open" | "missed" | "kept" | "settled";
  steps: { kind: "made" | "moved" | "missed" | "kept" | "settled"; by: number | null; at: number; due: number; comment: string }[];
}

export interface Boot {
  csrf: string;
  locale: Locale;
  dir: "ltr" | "rtl";
  words: Record<string, string>;
  me: Colleague;
  socket: string;
}
