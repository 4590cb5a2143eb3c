-- Who owes the promise that is due first, kept beside its time: it stays in their list, whoever has the conversation.
ALTER TABLE conversations ADD COLUMN promise_owner INTEGER REFERENCES agents (id);
UPDATE conversations SET promise_owner = (
    SELECT owner FROM promises p WHERE p.conversation = conversations.id AND p.state IN ('open', 'missed') ORDER BY due, id LIMIT 1
) WHERE promise_due IS NOT NULL;
