-- Users and teams a project is shared with by name.
CREATE TABLE project_member (
  project_id BIGINT NOT NULL,
  grantee_id BIGINT NOT NULL,
  team BOOLEAN NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (project_id, grantee_id)
);
CREATE INDEX project_member_grantee ON project_member (grantee_id, project_id);

-- What a project's versions take up is summed.
CREATE INDEX artifact_project ON artifact (project_id);
