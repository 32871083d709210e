package dev.tunebook.store.rules;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.rows.ProjectRow;

/// Aliases only administrators of a project may set, move or take away.
record ProtectedAliases(Rights rights) {

    void requireMayChange(long projectId, String alias) {
        var project = rights.rows().projects().byId(projectId).map(ProjectRow::project);
        project.filter(found -> found.protectedAliases().contains(alias))
                .filter(found ->
                        rights.to(found).filter(Access.ADMINISTER::equals).isEmpty())
                .ifPresent(found -> {
                    throw refusal(found, alias);
                });
    }

    private static StoreException refusal(Project project, String alias) {
        return new StoreException.Denied("the alias " + alias + " is protected in " + project.entity() + "/"
                + project.name() + "; ask one of its administrators to change it");
    }
}
