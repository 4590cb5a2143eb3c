-- The first shape of the database: people and places, conversations and their items.
-- Times are milliseconds since 1970-01-01 UTC. JSON columns are text.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE inboxes (
    id              INTEGER PRIMARY KEY,
    public_key      TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    color           TEXT NOT NULL,
    locale          TEXT NOT NULL,
    allowed_origins TEXT NOT NULL,
    greeting        TEXT NOT NULL,
    starters        TEXT NOT NULL,
    reply_target_s  INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
);

CREATE TABLE agents (
    id            INTEGER PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    title         TEXT NOT NULL,
    role          TEXT NOT NULL,
    locale        TEXT NOT NULL,
    languages     TEXT NOT NULL,
    capacity      INTEGER NOT NULL,
    is_away       INTEGER NOT NULL DEFAULT 0,
    photo         TEXT,
    password_hash TEXT NOT NULL,
    is_active     INTEGER NOT NULL DEFAULT 1,
    created_at    INTEGER NOT NULL
);

CREATE TABLE agent_inboxes (
    agent INTEGER NOT NULL REFERENCES agents (id),
    inbox INTEGER NOT NULL REFERENCES inboxes (id),
    PRIMARY KEY (agent, inbox)
) WITHOUT ROWID;

-- A session is kept by the hash of its secret: who reads the database cannot use it.
CREATE TABLE sessions (
    hash         TEXT PRIMARY KEY,
    agent        INTEGER NOT NULL REFERENCES agents (id),
    csrf         TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_agent ON sessions (agent);

CREATE TABLE contacts (
    id            INTEGER PRIMARY KEY,
    inbox         INTEGER NOT NULL REFERENCES inboxes (id),
    name          TEXT NOT NULL DEFAULT '',
    email         TEXT NOT NULL DEFAULT '',
    phone         TEXT NOT NULL DEFAULT '',
    note          TEXT NOT NULL DEFAULT '',
    locale        TEXT NOT NULL,
    browser       TEXT NOT NULL DEFAULT '',
    platform      TEXT NOT NULL DEFAULT '',
    visits        INTEGER NOT NULL DEFAULT 1,
    first_seen_at INTEGER NOT NULL,
    last_seen_at  INTEGER NOT NULL
);

CREATE TABLE page_views (
    contact INTEGER NOT NULL REFERENCES contacts (id),
    at      INTEGER NOT NULL,
    url     TEXT NOT NULL,
    title   TEXT NOT NULL,
    PRIMARY KEY (contact, at)
) WITHOUT ROWID;

-- A conversation carries what lists and rules need, so that neither ever counts its items.
-- delivered, read and team_read are positions in the visitor's numbering.
CREATE TABLE conversations (
    id                INTEGER PRIMARY KEY,
    inbox             INTEGER NOT NULL REFERENCES inboxes (id),
    contact           INTEGER NOT NULL REFERENCES contacts (id),
    locale            TEXT NOT NULL,
    status            TEXT NOT NULL,
    created_at        INTEGER NOT NULL,
    last_at           INTEGER NOT NULL,
    seq               INTEGER NOT NULL DEFAULT 0,
    visitor_seq       INTEGER NOT NULL DEFAULT 0,
    visitor_messages  INTEGER NOT NULL DEFAULT 0,
    last_sender       TEXT NOT NULL DEFAULT 'system',
    last_text         TEXT NOT NULL DEFAULT '',
    assignee          INTEGER REFERENCES agents (id),
    waiting_since     INTEGER,
    first_response_at INTEGER,
    snoozed_until     INTEGER,
    resolved_at       INTEGER,
    delivered         INTEGER NOT NULL DEFAULT 0,
    read              INTEGER NOT NULL DEFAULT 0,
    team_read         INTEGER NOT NULL DEFAULT 0,
    change            INTEGER NOT NULL
);
CREATE UNIQUE INDEX conversations_by_change ON conversations (change);
CREATE INDEX conversations_by_contact ON conversations (contact, id);
CREATE INDEX conversations_unresolved ON conversations (inbox) WHERE status <> 'resolved';
CREATE INDEX conversations_snoozed ON conversations (snoozed_until) WHERE status = 'snoozed';
CREATE INDEX conversations_by_first_response ON conversations (inbox, first_response_at)
    WHERE first_response_at IS NOT NULL;

-- Items lie in the order in which they came: a commit that carries messages of a hundred conversations then touches a
-- few pages, not a hundred. sender_id is the agent's id, 0 for visitor and system.
CREATE TABLE items (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    seq          INTEGER NOT NULL,
    visitor_seq  INTEGER,
    kind         TEXT NOT NULL,
    sender       TEXT NOT NULL,
    sender_id    INTEGER NOT NULL,
    client_id    TEXT,
    body         TEXT NOT NULL,
    activity     TEXT,
    at           INTEGER NOT NULL,
    UNIQUE (conversation, seq)
);
CREATE UNIQUE INDEX items_by_client_id ON items (conversation, sender_id, client_id)
    WHERE client_id IS NOT NULL;

CREATE TABLE drafts (
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    agent        INTEGER NOT NULL REFERENCES agents (id),
    kind         TEXT NOT NULL,
    body         TEXT NOT NULL,
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (agent, conversation, kind)
) WITHOUT ROWID;

-- upto is a position in the agents' numbering, messages the visitor messages up to there.
CREATE TABLE read_marks (
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    agent        INTEGER NOT NULL REFERENCES agents (id),
    upto         INTEGER NOT NULL,
    messages     INTEGER NOT NULL,
    PRIMARY KEY (agent, conversation)
) WITHOUT ROWID;
