-- Links to views, for people without an account.
CREATE TABLE access_token (
  id ${id} PRIMARY KEY,
  view_id BIGINT NOT NULL,
  project_ids TEXT NOT NULL,
  sealed_by TEXT NOT NULL,
  sealed TEXT NOT NULL,
  user_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  revoked_at BIGINT,
  sha256 TEXT NOT NULL UNIQUE
);
CREATE INDEX access_token_view ON access_token (view_id, id);
