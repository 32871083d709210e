package dev.tunebook.store;

import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.Grantee;
import dev.tunebook.store.projects.ProjectMember;
import java.util.List;
import java.util.Optional;

/// Users and teams a project is shared with by name: how registries are staffed. Whoever makes a registry is its first
/// administrator.
public interface ProjectMemberStore {

    /// Users by name, then teams by name. For those who may see the project.
    List<ProjectMember> members(Viewer viewer, long projectId);

    /// Shares the project, or changes the role of somebody it is shared with. Those who may administer the project may.
    ///
    /// @throws StoreException.NotFound for a user or team that is not there
    ProjectMember put(Viewer viewer, long projectId, Grantee grantee, Role role);

    /// The role of somebody the project is shared with by name.
    Optional<Role> role(Viewer viewer, long projectId, Grantee grantee);

    /// False when the project was not shared with them.
    boolean remove(Viewer viewer, long projectId, Grantee grantee);
}
