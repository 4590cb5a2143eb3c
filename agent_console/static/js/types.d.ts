/** The agents' side of the wire, as the console reads it. The server's own words: chat_server/protocol/frames.py. */
export type Status = "open" | "pending" | "snoozed" | "resolved";
export type Presence = "online" | "away" | "offline";
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
}

export interface ReadMark {
  conversation: number;
  upto: number;
  messages: number;
}

export interface Draft {
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

export interface Boot {
  csrf: string;
  locale: Locale;
  dir: "ltr" | "rtl";
  words: Record<string, string>;
  me: Colleague;
  socket: string;
}
