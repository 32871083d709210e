-- Names that runs had in projects they were moved out of.
CREATE TABLE moved_run (
  project_id BIGINT NOT NULL,
  name TEXT${byte_order} NOT NULL,
  run_id BIGINT NOT NULL,
  PRIMARY KEY (project_id, name)
);

-- The newest change of each object in each project: a run that is moved changes both.
CREATE TABLE change_of_project (
  project_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  object_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (project_id, kind, object_id)
);
INSERT INTO change_of_project (project_id, kind, object_id, sequence, changed_at)
SELECT project_id, kind, object_id, sequence, changed_at FROM project_change;
DROP TABLE project_change;
ALTER TABLE change_of_project RENAME TO project_change;
CREATE UNIQUE INDEX project_change_sequence ON project_change (project_id, sequence);
