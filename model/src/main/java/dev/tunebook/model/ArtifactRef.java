package dev.tunebook.model;

import java.util.Optional;

/// What a user writes to name an artifact version: `[[entity/]project/]name[:alias]`; without an alias it is
/// `latest`.
public record ArtifactRef(
        Optional<EntityName> entity,
        Optional<ProjectName> project,
        CollectionName collection,
        Optional<ArtifactAlias> alias) {
    private static final String NOUN = "artifact reference";

    public ArtifactRef {
        if (entity.isPresent() && project.isEmpty()) {
            throw new InvalidNameException(NOUN, entity.get() + "/?/" + collection, "names an entity but no project");
        }
    }

    /// Reads `name`, `name:alias`, `project/name:alias` or `entity/project/name:alias`. Split at the first colon.
    public static ArtifactRef parse(String text) {
        int colon = text.indexOf(':');
        String path = colon < 0 ? text : text.substring(0, colon);
        Optional<ArtifactAlias> alias =
                colon < 0 ? Optional.empty() : Optional.of(new ArtifactAlias(text.substring(colon + 1)));
        String[] parts = path.split("/", -1);
        if (parts.length > 3) {
            throw new InvalidNameException(NOUN, text, "must have the form entity/project/name:alias");
        }
        CollectionName name = new CollectionName(parts[parts.length - 1]);
        Optional<ProjectName> project =
                parts.length > 1 ? Optional.of(new ProjectName(parts[parts.length - 2])) : Optional.empty();
        Optional<EntityName> entity = parts.length > 2 ? Optional.of(new EntityName(parts[0])) : Optional.empty();
        return new ArtifactRef(entity, project, name, alias);
    }

    public static ArtifactRef of(EntityName entity, ProjectName project, CollectionName name, ArtifactAlias alias) {
        return new ArtifactRef(Optional.of(entity), Optional.of(project), name, Optional.of(alias));
    }

    /// The same version, with what the user left out.
    public ArtifactRef within(EntityName defaultEntity, ProjectName defaultProject) {
        return of(entity.orElse(defaultEntity), project.orElse(defaultProject), collection, aliasOrLatest());
    }

    public ArtifactAlias aliasOrLatest() {
        return alias.orElse(ArtifactAlias.LATEST);
    }

    /// `name:alias`, the form of `artifactCollectionMembership(name:)`.
    public String nameAndAlias() {
        return collection + ":" + aliasOrLatest();
    }

    @Override
    public String toString() {
        String prefix =
                entity.map(e -> e + "/").orElse("") + project.map(p -> p + "/").orElse("");
        return prefix + collection + alias.map(a -> ":" + a).orElse("");
    }
}
