-- The running hash of a file holds its last bytes as they are: it goes once the file is whole or was
-- stopped, and is sealed to the item's key until then. What was under way begins anew.
UPDATE evidence_upload SET ended_at = touched_at WHERE finished_at IS NULL AND ended_at IS NULL;
UPDATE evidence_upload SET state = substr(state, 1, 0) WHERE finished_at IS NOT NULL OR ended_at IS NOT NULL;
