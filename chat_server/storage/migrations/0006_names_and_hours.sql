-- What is said of an inbox and an agent in each language, as maps from language to words; the one word beside it is the
-- fallback. hours is a document: a time zone, and per weekday (0 is Monday) minutes since midnight.
ALTER TABLE inboxes ADD COLUMN names TEXT NOT NULL DEFAULT '{}';
ALTER TABLE inboxes ADD COLUMN team_names TEXT NOT NULL DEFAULT '{}';
ALTER TABLE inboxes ADD COLUMN hours TEXT;
ALTER TABLE agents ADD COLUMN names TEXT NOT NULL DEFAULT '{}';
ALTER TABLE agents ADD COLUMN titles TEXT NOT NULL DEFAULT '{}';
