package dev.tunebook.store.projects;

import java.util.Optional;

/// A project to create, or what to change about one; empty means leave as is.
///
/// @param id selects the project where given; else entity and name do
/// @param entity the viewer's default entity where empty
/// @param name `uncategorized` where neither id nor name is given; with an id it renames
public record ProjectUpdate(
        Optional<Long> id,
        Optional<String> entity,
        Optional<String> name,
        Optional<String> description,
        Optional<Sharing> sharing,
        Optional<String> settings) {

    public static ProjectUpdate of(String entity, String name) {
        return new ProjectUpdate(
                Optional.empty(),
                Optional.of(entity),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
