// The frames of warmline.v1 as the browser sees them: types only, nothing to run.
// The authority is chat_server/protocol/frames.py; docs/protocol.md tells the conversation they make up.

/**
 * @typedef {"open" | "pending" | "snoozed" | "resolved"} Status
 * @typedef {"visitor" | "agent" | "system"} Sender
 * @typedef {"online" | "away" | "offline"} Presence
 * @typedef {{url: string, title?: string}} Page
 */

/**
 * What any server frame may carry; each kind fills some of it.
 * @typedef {{type: string, [field: string]: any}} Frame
 * @typedef {{type: "error", code: string, message: string, client_id?: string, conversation?: number, retry_after_s?: number}} ErrorFrame
 */

/**
 * What a visitor receives.
 * @typedef {{seq: number, sender: Sender, body: string, at: number, client_id?: string, name?: string, promise_due?: number}} VisitorItem
 * @typedef {{name: string, role?: string, photo?: string}} AgentCard
 * @typedef {{is_online: boolean, status?: Status, agent?: AgentCard, reply_time_s?: number}} VisitorState
 * @typedef {{type: "ready", epoch: string, heartbeat_s: number, now: number, state: VisitorState, conversation?: number, token?: string, delivered?: number, read?: number, team_read?: number}} VisitorReady
 * @typedef {{type: "receipts", team_read: number, delivered: number, read: number}} VisitorReceipts
 */

/**
 * What an agent receives.
 * @typedef {{verb: "assigned" | "unassigned" | "resolved" | "reopened" | "snoozed" | "woken", agent?: number, until?: number}} Activity
 * @typedef {{conversation: number, seq: number, kind: "message" | "note" | "activity", sender: Sender, at: number, visitor_seq?: number, body?: string, agent?: number, client_id?: string, activity?: Activity}} AgentItem
 * @typedef {{id: number, name: string, role: "agent" | "supervisor" | "admin", presence: Presence, capacity: number, title?: string, languages?: string[], photo?: string}} Colleague
 * @typedef {{id: number, name: string, color: string, locale: string, reply_target_s: number, tone: string}} InboxCard
 * @typedef {{id: number, change: number, inbox: number, contact: number, name: string, locale: string, status: Status, created_at: number, last_at: number, seq: number, visitor_messages: number, last_sender: Sender, last_text: string, assignee?: number, waiting_since?: number, snoozed_until?: number, resolved_at?: number, is_visitor_online?: boolean}} ConversationSummary
 * @typedef {{conversation: number, upto: number, messages: number}} ReadMark
 * @typedef {{conversation: number, kind: "message" | "note", body: string}} Draft
 * @typedef {{type: "ready", epoch: string, heartbeat_s: number, now: number, me: Colleague, agents: Colleague[], inboxes: InboxCard[], read_marks: ReadMark[], drafts: Draft[]}} AgentReady
 */

export {};
