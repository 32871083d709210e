-- Ids are storage ids, unique over all tables. Times are microseconds since 1970 in UTC. Lists are JSON arrays; JSON that
-- clients sent stands as they sent it. A folded name is its lower case, by which it is found.

CREATE TABLE storage_id (
  last BIGINT NOT NULL
);
INSERT INTO storage_id (last) VALUES (0);

CREATE TABLE entity (
  id ${id} PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  organization_id BIGINT,
  display_name TEXT,
  created_at BIGINT NOT NULL,
  folded_name TEXT NOT NULL UNIQUE
);

CREATE TABLE user_account (
  id ${id} PRIMARY KEY,
  entity_id BIGINT NOT NULL UNIQUE,
  username TEXT NOT NULL,
  email TEXT,
  name TEXT,
  administrator BOOLEAN NOT NULL,
  service BOOLEAN NOT NULL,
  default_entity_id BIGINT,
  password_hash TEXT,
  created_at BIGINT NOT NULL,
  folded_name TEXT NOT NULL UNIQUE
);

CREATE TABLE entity_member (
  entity_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (entity_id, user_id)
);
CREATE INDEX entity_member_user ON entity_member (user_id, entity_id);

CREATE TABLE credential (
  id ${id} PRIMARY KEY,
  user_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  prefix TEXT NOT NULL,
  description TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  last_used_at BIGINT,
  sha256 TEXT NOT NULL UNIQUE
);
CREATE INDEX credential_user ON credential (user_id, id);

CREATE TABLE project (
  id ${id} PRIMARY KEY,
  entity_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  sharing TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  created_by BIGINT,
  sequence BIGINT NOT NULL,
  runs_made BIGINT NOT NULL,
  folded_name TEXT NOT NULL,
  UNIQUE (entity_id, folded_name)
);

-- The newest change of each object.
CREATE TABLE project_change (
  kind TEXT NOT NULL,
  object_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (kind, object_id)
);
CREATE UNIQUE INDEX project_change_sequence ON project_change (project_id, sequence);

CREATE TABLE run (
  id ${id} PRIMARY KEY,
  project_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  display_name TEXT NOT NULL,
  description TEXT,
  notes TEXT,
  run_group TEXT,
  job_type TEXT,
  tags TEXT NOT NULL,
  host TEXT,
  git_commit TEXT,
  program TEXT,
  repository TEXT,
  sweep TEXT,
  state TEXT NOT NULL,
  stop_requested BOOLEAN NOT NULL,
  exit_code INTEGER,
  generation INTEGER NOT NULL,
  watermark BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  heartbeat_at BIGINT NOT NULL,
  user_id BIGINT,
  next_generation INTEGER NOT NULL,
  deleted BOOLEAN NOT NULL,
  config TEXT NOT NULL,
  summary TEXT NOT NULL,
  system_metrics TEXT,
  UNIQUE (project_id, name)
);
CREATE INDEX run_alive ON run (heartbeat_at) WHERE state IN ('running', 'preempting');

CREATE TABLE run_file (
  id ${id} PRIMARY KEY,
  run_id BIGINT NOT NULL,
  name TEXT${byte_order} NOT NULL,
  sha256 TEXT NOT NULL,
  md5 TEXT NOT NULL,
  size BIGINT NOT NULL,
  mimetype TEXT,
  updated_at BIGINT NOT NULL,
  UNIQUE (run_id, name)
);

CREATE TABLE artifact_type (
  id ${id} PRIMARY KEY,
  project_id BIGINT NOT NULL,
  name TEXT${byte_order} NOT NULL,
  description TEXT,
  created_at BIGINT NOT NULL,
  UNIQUE (project_id, name)
);

CREATE TABLE artifact_collection (
  id ${id} PRIMARY KEY,
  project_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  tags TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  next_version_index INTEGER NOT NULL,
  UNIQUE (project_id, name)
);

CREATE TABLE sequence_client_id (
  client_id TEXT PRIMARY KEY,
  sequence_id BIGINT NOT NULL
);
CREATE INDEX sequence_client_id_sequence ON sequence_client_id (sequence_id);

CREATE TABLE artifact (
  id ${id} PRIMARY KEY,
  sequence_id BIGINT NOT NULL,
  project_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  digest_algorithm TEXT NOT NULL,
  state TEXT NOT NULL,
  version_index INTEGER,
  description TEXT,
  metadata TEXT,
  tags TEXT NOT NULL,
  ttl_seconds BIGINT,
  history_step BIGINT,
  size BIGINT NOT NULL,
  file_count BIGINT NOT NULL,
  manifest_id BIGINT,
  created_by_run BIGINT,
  created_by_user BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  aliases TEXT NOT NULL,
  distributed_id TEXT
);
CREATE INDEX artifact_digest ON artifact (sequence_id, digest);
CREATE INDEX artifact_run ON artifact (created_by_run);
CREATE INDEX artifact_pending ON artifact (created_at) WHERE state = 'PENDING';

CREATE TABLE artifact_client_id (
  client_id TEXT PRIMARY KEY,
  artifact_id BIGINT NOT NULL
);
CREATE INDEX artifact_client_id_artifact ON artifact_client_id (artifact_id);

CREATE TABLE manifest (
  id ${id} PRIMARY KEY,
  artifact_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  base_artifact_id BIGINT,
  run TEXT,
  sha256 TEXT,
  md5 TEXT,
  xxh128 TEXT,
  size BIGINT
);
CREATE INDEX manifest_artifact ON manifest (artifact_id, id);

CREATE TABLE manifest_entry (
  artifact_id BIGINT NOT NULL,
  path TEXT${byte_order} NOT NULL,
  digest TEXT NOT NULL,
  size BIGINT NOT NULL,
  reference TEXT,
  birth_artifact_id BIGINT,
  extra TEXT,
  PRIMARY KEY (artifact_id, path)
);
CREATE INDEX manifest_entry_bytes ON manifest_entry (birth_artifact_id, digest, artifact_id);

CREATE TABLE stored_bytes (
  birth_artifact_id BIGINT NOT NULL,
  digest TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  md5 TEXT NOT NULL,
  xxh128 TEXT,
  size BIGINT NOT NULL,
  PRIMARY KEY (birth_artifact_id, digest)
);
CREATE INDEX stored_bytes_digest ON stored_bytes (digest, birth_artifact_id);

CREATE TABLE artifact_membership (
  id ${id} PRIMARY KEY,
  collection_id BIGINT NOT NULL,
  artifact_id BIGINT NOT NULL,
  version_index INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (artifact_id, collection_id),
  UNIQUE (collection_id, version_index)
);

CREATE TABLE artifact_alias (
  id ${id} PRIMARY KEY,
  collection_id BIGINT NOT NULL,
  membership_id BIGINT NOT NULL,
  alias TEXT${byte_order} NOT NULL,
  UNIQUE (collection_id, alias)
);
CREATE INDEX artifact_alias_membership ON artifact_alias (membership_id, alias);

CREATE TABLE lineage_edge (
  id ${id} PRIMARY KEY,
  run_id BIGINT NOT NULL,
  artifact_id BIGINT NOT NULL,
  direction TEXT NOT NULL,
  used_as TEXT,
  created_at BIGINT NOT NULL,
  UNIQUE (run_id, artifact_id, direction)
);
CREATE INDEX lineage_edge_artifact ON lineage_edge (artifact_id, id);

CREATE TABLE saved_view (
  id ${id} PRIMARY KEY,
  project_id BIGINT NOT NULL,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  display_name TEXT,
  description TEXT,
  spec TEXT NOT NULL,
  user_id BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX saved_view_project ON saved_view (project_id, id);
