-- Patterns that several phrase rules share; a rule's document names a list as "@offer". As with rules, the highest version
-- holds and none is ever changed.
CREATE TABLE pattern_lists (
    language  TEXT NOT NULL,
    name      TEXT NOT NULL,
    version   INTEGER NOT NULL,
    patterns  TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (language, name, version)
) WITHOUT ROWID;
