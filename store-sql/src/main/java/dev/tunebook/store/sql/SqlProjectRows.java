package dev.tunebook.store.sql;

import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.rows.Names;
import dev.tunebook.store.rows.ProjectMemberRow;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.ProjectRows;
import java.util.List;
import java.util.Optional;

record SqlProjectRows(Session session) implements ProjectRows {
    private static final String ENTITY_NAME = "(SELECT entity.name FROM entity WHERE entity.id = project.entity_id)";
    private static final Table<ProjectRow> PROJECTS = new Table<>(
            "project",
            1,
            "id, entity_id, name, description, sharing, settings, created_at, updated_at, created_by, sequence,"
                    + " runs_made, folded_name",
            SqlProjectRows::row,
            row -> List.of(
                    row.project().id(),
                    row.project().entityId(),
                    row.project().name(),
                    row.project().description(),
                    row.project().sharing(),
                    row.project().settings(),
                    row.project().createdAt(),
                    row.project().updatedAt(),
                    row.project().createdBy(),
                    row.sequence(),
                    row.runsMade(),
                    Names.folded(row.project().name())));
    private static final Query<ProjectRow> BY_ID = PROJECTS.where("id = ?").with(ENTITY_NAME);
    private static final Query<ProjectRow> BY_NAME =
            PROJECTS.where("entity_id = ? AND folded_name = ?").with(ENTITY_NAME);
    private static final Query<ProjectRow> OF_ENTITY =
            PROJECTS.where("entity_id = ? ORDER BY id").with(ENTITY_NAME);
    private static final Query<ProjectRow> ALL =
            PROJECTS.selecting("ORDER BY id").with(ENTITY_NAME);
    private static final String DELETE = PROJECTS.deleteWhere("id = ?");

    private static final Table<ProjectMemberRow> MEMBERS = new Table<>(
            "project_member",
            2,
            "project_id, grantee_id, team, role",
            cells -> new ProjectMemberRow(cells.number(), cells.number(), cells.flag(), cells.constant(Role.class)),
            member -> List.of(member.projectId(), member.granteeId(), member.team(), member.role()));
    private static final Query<ProjectMemberRow> MEMBER = MEMBERS.where("project_id = ? AND grantee_id = ?");
    private static final Query<ProjectMemberRow> MEMBERS_OF = MEMBERS.where("project_id = ? ORDER BY grantee_id");
    private static final Query<ProjectMemberRow> SHARED_WITH = MEMBERS.where("grantee_id = ? ORDER BY project_id");
    private static final String DELETE_MEMBER = MEMBERS.deleteWhere("project_id = ? AND grantee_id = ?");

    private static ProjectRow row(Cells cells) throws java.sql.SQLException {
        var entity = cells.text();
        return new ProjectRow(
                new Project(
                        cells.number(),
                        cells.number(),
                        entity,
                        cells.text(),
                        cells.optional(Cells::text),
                        cells.constant(Sharing.class),
                        cells.text(),
                        cells.instant(),
                        cells.instant(),
                        cells.optional(Cells::number)),
                cells.number(),
                cells.number());
    }

    @Override
    public void put(ProjectRow row) {
        session.put(PROJECTS, row);
    }

    @Override
    public Optional<ProjectRow> byId(long id) {
        return session.one(BY_ID, id);
    }

    @Override
    public Optional<ProjectRow> byName(long entityId, String name) {
        return session.one(BY_NAME, entityId, Names.folded(name));
    }

    @Override
    public List<ProjectRow> ofEntity(long entityId) {
        return session.all(OF_ENTITY, entityId);
    }

    @Override
    public List<ProjectRow> all() {
        return session.all(ALL);
    }

    @Override
    public void delete(long id) {
        session.execute(DELETE, id);
    }

    @Override
    public void put(ProjectMemberRow member) {
        session.put(MEMBERS, member);
    }

    @Override
    public Optional<ProjectMemberRow> member(long projectId, long granteeId) {
        return session.one(MEMBER, projectId, granteeId);
    }

    @Override
    public List<ProjectMemberRow> membersOf(long projectId) {
        return session.all(MEMBERS_OF, projectId);
    }

    @Override
    public List<ProjectMemberRow> sharedWith(long granteeId) {
        return session.all(SHARED_WITH, granteeId);
    }

    @Override
    public void deleteMember(long projectId, long granteeId) {
        session.execute(DELETE_MEMBER, projectId, granteeId);
    }
}
