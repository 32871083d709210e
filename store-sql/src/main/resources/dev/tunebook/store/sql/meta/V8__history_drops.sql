-- Runs that were deleted, whose history is still to be dropped. Those of earlier versions may have been left behind.
CREATE TABLE history_drop (
  run_id ${id} PRIMARY KEY,
  deleted_at BIGINT NOT NULL
);
CREATE INDEX history_drop_time ON history_drop (deleted_at, run_id);
INSERT INTO history_drop (run_id, deleted_at) SELECT id, updated_at FROM run WHERE deleted;
