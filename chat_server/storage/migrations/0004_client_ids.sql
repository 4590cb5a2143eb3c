-- Client ids begin with the time, so that the messages of one commit lie side by side in this index whoever sent them:
-- a commit of fifty then touches one page of it, not fifty.
DROP INDEX items_by_client_id;
CREATE UNIQUE INDEX items_by_client_id ON items (client_id, conversation, sender_id) WHERE client_id IS NOT NULL;
