-- What a draft was made from travels with it to another browser: its replies and its promise, as a document.
ALTER TABLE drafts ADD COLUMN made_from TEXT;

-- A missed promise can be settled without being kept: only open and missed ones are owed.
DROP INDEX promises_owed;
CREATE INDEX promises_owed ON promises (due) WHERE state IN ('open', 'missed');

-- What one message was made from, for whoever proposes its wording.
CREATE INDEX reply_uses_by_message ON reply_uses (conversation, seq);
