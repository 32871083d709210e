package dev.tunebook.store.memory;

import dev.tunebook.store.rows.Names;
import dev.tunebook.store.rows.ProjectMemberRow;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.ProjectRows;
import java.util.List;
import java.util.Optional;

final class MemoryProjectRows implements ProjectRows {
    private final Table<Long, ProjectRow> rows;
    private final Table<Long, ProjectRow>.Index<Long> byEntity;
    private final Table<Long, ProjectRow>.Index<Pair<Long, String>> byName;
    private final Table<Pair<Long, Long>, ProjectMemberRow> members;
    private final Table<Pair<Long, Long>, ProjectMemberRow>.Index<Long> membersOf;
    private final Table<Pair<Long, Long>, ProjectMemberRow>.Index<Long> sharedWith;

    MemoryProjectRows(Undo undo) {
        rows = new Table<>(undo, row -> row.project().id());
        byEntity = rows.by(row -> row.project().entityId());
        byName = rows.by(row ->
                new Pair<>(row.project().entityId(), Names.folded(row.project().name())));
        members = new Table<>(undo, member -> new Pair<>(member.projectId(), member.granteeId()));
        membersOf = members.by(ProjectMemberRow::projectId);
        sharedWith = members.by(ProjectMemberRow::granteeId);
    }

    @Override
    public void put(ProjectRow row) {
        rows.put(row);
    }

    @Override
    public Optional<ProjectRow> byId(long id) {
        return rows.get(id);
    }

    @Override
    public Optional<ProjectRow> byName(long entityId, String name) {
        return byName.one(new Pair<>(entityId, Names.folded(name)));
    }

    @Override
    public List<ProjectRow> ofEntity(long entityId) {
        return byEntity.all(entityId);
    }

    @Override
    public List<ProjectRow> all() {
        return rows.all();
    }

    @Override
    public void delete(long id) {
        rows.remove(id);
    }

    @Override
    public void put(ProjectMemberRow member) {
        members.put(member);
    }

    @Override
    public Optional<ProjectMemberRow> member(long projectId, long granteeId) {
        return members.get(new Pair<>(projectId, granteeId));
    }

    @Override
    public List<ProjectMemberRow> membersOf(long projectId) {
        return membersOf.all(projectId);
    }

    @Override
    public List<ProjectMemberRow> sharedWith(long granteeId) {
        return sharedWith.all(granteeId);
    }

    @Override
    public void deleteMember(long projectId, long granteeId) {
        members.remove(new Pair<>(projectId, granteeId));
    }
}
