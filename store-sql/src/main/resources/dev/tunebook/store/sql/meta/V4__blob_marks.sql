-- Bytes nothing refers to, until they are removed.
CREATE TABLE blob_mark (
  sha256 TEXT PRIMARY KEY,
  marked_at BIGINT NOT NULL
);
CREATE INDEX blob_mark_time ON blob_mark (marked_at, sha256);
CREATE INDEX run_file_bytes ON run_file (sha256);
CREATE INDEX manifest_bytes ON manifest (sha256);
CREATE INDEX stored_bytes_bytes ON stored_bytes (sha256);
CREATE INDEX artifact_ttl ON artifact (created_at) WHERE ttl_seconds > 0;

-- What versions deleted before left behind.
DELETE FROM stored_bytes
WHERE NOT EXISTS (SELECT 1 FROM artifact WHERE artifact.id = stored_bytes.birth_artifact_id)
  AND NOT EXISTS (
    SELECT 1 FROM manifest_entry
    WHERE manifest_entry.birth_artifact_id = stored_bytes.birth_artifact_id
      AND manifest_entry.digest = stored_bytes.digest);
