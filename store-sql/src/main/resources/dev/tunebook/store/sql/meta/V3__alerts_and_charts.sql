-- What programs raised about their runs.
CREATE TABLE run_alert (
  id ${id} PRIMARY KEY,
  run_id BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  severity TEXT NOT NULL,
  raised_at BIGINT NOT NULL
);
CREATE INDEX run_alert_run ON run_alert (run_id, id);

-- Chart definitions of an entity.
CREATE TABLE custom_chart (
  id ${id} PRIMARY KEY,
  entity_id BIGINT NOT NULL,
  name TEXT${byte_order} NOT NULL,
  display_name TEXT NOT NULL,
  type TEXT NOT NULL,
  shared BOOLEAN NOT NULL,
  spec TEXT NOT NULL,
  user_id BIGINT,
  updated_at BIGINT NOT NULL,
  UNIQUE (entity_id, name)
);
