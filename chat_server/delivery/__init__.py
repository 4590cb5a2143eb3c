"""Who hears what: topics, bounded outboxes, presence."""
