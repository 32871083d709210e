package dev.tunebook.store.rows;

import java.util.List;
import java.util.Optional;

public interface ProjectRows {
    void put(ProjectRow row);

    Optional<ProjectRow> byId(long id);

    /// Ignoring case.
    Optional<ProjectRow> byName(long entityId, String name);

    List<ProjectRow> ofEntity(long entityId);

    List<ProjectRow> all();

    void delete(long id);

    void put(ProjectMemberRow member);

    Optional<ProjectMemberRow> member(long projectId, long granteeId);

    List<ProjectMemberRow> membersOf(long projectId);

    List<ProjectMemberRow> sharedWith(long granteeId);

    void deleteMember(long projectId, long granteeId);
}
