-- The reply library, the coach's phrase rules, and promises. What happened is only ever added: revisions, texts, steps and
-- versions of rules are never changed once they are stored.

-- The earliest promise that is still owed, kept here so that the list needs no second look.
ALTER TABLE conversations ADD COLUMN promise_due INTEGER;
ALTER TABLE inboxes ADD COLUMN tone TEXT NOT NULL DEFAULT 'formal';

-- change is the position of a reply's latest change over the whole library: pickers ask what is newer than theirs.
CREATE TABLE replies (
    key     TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    change  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX replies_by_change ON replies (change);

CREATE TABLE reply_revisions (
    reply    TEXT NOT NULL REFERENCES replies (key),
    number   INTEGER NOT NULL,
    details  TEXT NOT NULL,
    based_on INTEGER,
    PRIMARY KEY (reply, number)
) WITHOUT ROWID;

CREATE TABLE reply_texts (
    reply      TEXT NOT NULL,
    number     INTEGER NOT NULL,
    language   TEXT NOT NULL,
    text       TEXT NOT NULL,
    written_in INTEGER NOT NULL,
    PRIMARY KEY (reply, number, language),
    FOREIGN KEY (reply, number) REFERENCES reply_revisions (reply, number)
) WITHOUT ROWID;

-- signed_by is an agent's number as text, or the name of what is no agent, such as the starter.
CREATE TABLE reply_steps (
    reply     TEXT NOT NULL,
    number    INTEGER NOT NULL,
    place     INTEGER NOT NULL,
    state     TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    at        INTEGER NOT NULL,
    comment   TEXT NOT NULL,
    PRIMARY KEY (reply, number, place),
    FOREIGN KEY (reply, number) REFERENCES reply_revisions (reply, number)
) WITHOUT ROWID;

-- What replies speak of: situations and placeholders, each as a document.
CREATE TABLE reply_terms (
    kind     TEXT NOT NULL,
    key      TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- A rule is the document of its highest version; none there means that it was withdrawn.
CREATE TABLE phrase_rules (
    id        TEXT NOT NULL,
    version   INTEGER NOT NULL,
    language  TEXT NOT NULL,
    document  TEXT,
    signed_by TEXT NOT NULL,
    at        INTEGER NOT NULL,
    comment   TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID;

CREATE TABLE phrase_reasons (
    key   TEXT PRIMARY KEY,
    words TEXT NOT NULL
) WITHOUT ROWID;

-- What agents did with marks, and what was still marked when it was sent; day counts from 1970-01-01.
CREATE TABLE coach_counts (
    day   INTEGER NOT NULL,
    rule  TEXT NOT NULL,
    kind  TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, rule, kind)
) WITHOUT ROWID;

-- What a message carries beside its words. Few do, so it lies beside the items and not in them.
CREATE TABLE message_facts (
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    seq          INTEGER NOT NULL,
    facts        TEXT NOT NULL,
    PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;

-- inserted is the text as the agent got it, kept only where it was changed before sending; edited is the share that was.
CREATE TABLE reply_uses (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    seq          INTEGER NOT NULL,
    reply        TEXT NOT NULL REFERENCES replies (key),
    revision     INTEGER NOT NULL,
    language     TEXT NOT NULL,
    agent        INTEGER NOT NULL REFERENCES agents (id),
    at           INTEGER NOT NULL,
    inserted     TEXT,
    edited       REAL,
    outcome      TEXT NOT NULL DEFAULT 'open',
    outcome_at   INTEGER
);
CREATE INDEX reply_uses_by_reply ON reply_uses (reply, revision);
CREATE INDEX reply_uses_unsettled ON reply_uses (at) WHERE outcome IN ('open', 'resolved');

CREATE TABLE reply_tallies (
    reply   TEXT NOT NULL REFERENCES replies (key),
    agent   INTEGER NOT NULL REFERENCES agents (id),
    uses    INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (reply, agent)
) WITHOUT ROWID;

CREATE TABLE promises (
    id           INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    message      INTEGER,
    owner        INTEGER NOT NULL REFERENCES agents (id),
    what         TEXT NOT NULL,
    due          INTEGER NOT NULL,
    state        TEXT NOT NULL
);
CREATE INDEX promises_by_conversation ON promises (conversation);
CREATE INDEX promises_owed ON promises (due) WHERE state <> 'kept';

CREATE TABLE promise_steps (
    promise INTEGER NOT NULL REFERENCES promises (id),
    place   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    agent   INTEGER REFERENCES agents (id),
    at      INTEGER NOT NULL,
    due     INTEGER NOT NULL,
    comment TEXT NOT NULL,
    PRIMARY KEY (promise, place)
) WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('replies_change', '0'), ('rules_change', '0');
