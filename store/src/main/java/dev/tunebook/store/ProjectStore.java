package dev.tunebook.store;

import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import java.util.List;
import java.util.Optional;

/// Projects by entity and name. Names ignore case and keep their spelling.
public interface ProjectStore {

    /// Creates the project or changes what is given. Without an entity the viewer's default entity is meant.
    ///
    /// @throws StoreException.NotFound for an unknown id, or an entity the viewer cannot see
    /// @throws StoreException.Denied when the viewer may not write there
    /// @throws dev.tunebook.model.InvalidNameException for a name that may not be
    Upserted<Project> upsert(Viewer viewer, ProjectUpdate update);

    Optional<Project> project(Viewer viewer, String entity, String name);

    /// Those of the ids that the viewer may see, in no particular order.
    List<Project> projects(Viewer viewer, Iterable<Long> ids);

    /// Projects of the entity, newest activity first; an unknown entity has none. Without an entity: of all
    /// entities the viewer belongs to.
    Page<Project> list(Viewer viewer, Optional<String> entity, Page.Request page);

    /// @throws StoreException.Conflict `name_taken` when the entity has a project of the new name
    Project rename(Viewer viewer, long projectId, String newName);

    /// Deletes the project with everything in it. False when there was none the viewer may see.
    boolean delete(Viewer viewer, long projectId);

    /// Bytes the project's run files and artifact versions take up; what a version shares with an older one counts
    /// there.
    long storedBytes(Viewer viewer, long projectId);

    /// What the viewer may do; empty when it may not even see the project.
    Optional<Access> access(Viewer viewer, long projectId);
}
