/** A row of the list with only what a test is about. */
export function row(facts = {}) {
  const at = 1_780_000_000_000;
  return {
    id: 1, change: 1, inbox: 1, contact: 1, name: "Sara", locale: "fa", status: "open", created_at: at, last_at: at,
    seq: 1, visitor_messages: 1, last_sender: "visitor", last_text: "سلام", ...facts,
  };
}
