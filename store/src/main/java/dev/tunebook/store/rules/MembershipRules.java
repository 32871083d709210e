package dev.tunebook.store.rules;

import dev.tunebook.model.ArtifactAlias;
import dev.tunebook.model.InvalidNameException;
import dev.tunebook.model.wire.Json;
import dev.tunebook.store.MembershipStore;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.artifacts.AliasTarget;
import dev.tunebook.store.artifacts.Artifact;
import dev.tunebook.store.artifacts.ArtifactMembership;
import dev.tunebook.store.artifacts.CollectionAlias;
import dev.tunebook.store.artifacts.CollectionKind;
import dev.tunebook.store.artifacts.NewLink;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.rows.ArtifactRow;
import dev.tunebook.store.rows.CollectionRow;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.MembershipRow;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Artifacts in collections.
record MembershipRules(Engine engine, Journal journal) implements MembershipStore {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

    @Override
    public Optional<ArtifactMembership> resolve(Viewer viewer, long collectionId, String alias) {
        return engine.read(rows -> new ArtifactRights(rows, new Rights(rows, viewer))
                .collection(collectionId)
                .flatMap(collection -> find(rows, collectionId, alias))
                .map(row -> Collections.membership(rows, row)));
    }

    private static Optional<MembershipRow> find(Rows rows, long collectionId, String alias) {
        var byAlias = rows.members()
                .alias(collectionId, alias)
                .flatMap(row -> rows.members().byId(row.membershipId()));
        return byAlias.or(() ->
                        versionIndex(alias).flatMap(index -> rows.members().byVersion(collectionId, index)))
                .or(() -> DIGEST.matcher(alias).matches() ? byDigest(rows, collectionId, alias) : Optional.empty());
    }

    /// The newest member with this digest.
    private static Optional<MembershipRow> byDigest(Rows rows, long collectionId, String digest) {
        return rows.members().ofCollection(collectionId).reversed().stream()
                .filter(member -> rows.artifacts()
                        .byId(member.artifactId())
                        .filter(row -> row.artifact().digest().equals(digest))
                        .isPresent())
                .findFirst();
    }

    private static Optional<Integer> versionIndex(String alias) {
        try {
            var index = new ArtifactAlias(alias).versionIndex();
            return index.isPresent() ? Optional.of(index.getAsInt()) : Optional.empty();
        } catch (InvalidNameException _) {
            return Optional.empty();
        }
    }

    @Override
    public Page<ArtifactMembership> members(Viewer viewer, long collectionId, boolean ascending, Page.Request page) {
        return engine.read(rows -> {
            new ArtifactRights(rows, new Rights(rows, viewer)).requireCollection(collectionId, Access.BROWSE);
            var members = rows.members().ofCollection(collectionId);
            var cut = ascending
                    ? Paging.ascending(members, MembershipRules::position, page)
                    : Paging.descending(members, MembershipRules::position, page);
            return cut.map(row -> Collections.membership(rows, row));
        });
    }

    private static Paging.Position position(MembershipRow row) {
        return Paging.Position.of(row.versionIndex(), row.id());
    }

    @Override
    public List<ArtifactMembership> ofArtifacts(Viewer viewer, Iterable<Long> artifactIds) {
        return engine.read(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var found = new ArrayList<ArtifactMembership>();
            artifactIds.forEach(id -> rights.visible(id).map(ArtifactRow::artifact).stream()
                    .flatMap(artifact -> rows.members().ofArtifact(id).stream()
                            .filter(row -> rights.collection(row.collectionId()).isPresent())
                            .sorted(Comparator.comparing(row -> row.collectionId() != artifact.sequenceId())))
                    .map(row -> Collections.membership(rows, row))
                    .forEach(found::add));
            return found;
        });
    }

    @Override
    public Page<CollectionAlias> aliases(Viewer viewer, long collectionId, Page.Request page) {
        return engine.read(rows -> {
            new ArtifactRights(rows, new Rights(rows, viewer)).requireCollection(collectionId, Access.BROWSE);
            return Paging.ascending(
                            rows.members().aliasesOfCollection(collectionId),
                            row -> new Paging.Position(row.alias(), row.id()),
                            page)
                    .map(Collections::alias);
        });
    }

    @Override
    public void addAliases(Viewer viewer, long artifactId, List<AliasTarget> aliases) {
        engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            new ArtifactRights(rows, rights).requireVisible(artifactId);
            var shared = new Collections(rows, journal);
            aliases.forEach(target -> {
                Collections.requireAlias(target.alias());
                var collection = collection(rows, rights, target);
                shared.setAlias(rights, member(rows, collection, artifactId), target.alias());
                shared.changed(collection);
            });
            return true;
        });
    }

    @Override
    public void deleteAliases(Viewer viewer, long artifactId, List<AliasTarget> aliases) {
        engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            new ArtifactRights(rows, rights).requireVisible(artifactId);
            var shared = new Collections(rows, journal);
            aliases.forEach(target -> {
                Collections.requireAlias(target.alias());
                var collection = collection(rows, rights, target);
                var member = member(rows, collection, artifactId);
                rows.members()
                        .alias(member.collectionId(), target.alias())
                        .filter(row -> row.membershipId() == member.id())
                        .ifPresent(row -> shared.takeAlias(rights, member, row));
                shared.changed(collection);
            });
            return true;
        });
    }

    private static CollectionRow collection(Rows rows, Rights rights, AliasTarget target) {
        var project = ProjectRules.find(rows, rights, target.entity(), target.project());
        project.ifPresent(found -> rights.require(found, Access.WRITE, found.name()));
        return project.map(Project::id)
                .flatMap(id -> rows.collections().byName(id, target.collection()))
                .orElseThrow(() -> new StoreException.NotFound("there is no artifact collection " + target.entity()
                        + "/" + target.project() + "/" + target.collection() + " that you may see"));
    }

    private static MembershipRow member(Rows rows, CollectionRow collection, long artifactId) {
        return rows.members()
                .byArtifact(collection.collection().id(), artifactId)
                .orElseThrow(() -> new StoreException.NotFound("artifact " + artifactId + " is not in collection "
                        + collection.collection().name() + "; link it first"));
    }

    @Override
    public ArtifactMembership link(Viewer viewer, NewLink link) {
        return engine.write(rows -> {
            var rights = new ArtifactRights(rows, new Rights(rows, viewer));
            var artifact = rights.requireCommitted(link.artifactId()).artifact();
            var portfolio = portfolio(rows, rights, artifact, link);
            var shared = new Collections(rows, journal);
            var member = rows.members()
                    .byArtifact(portfolio.collection().id(), artifact.id())
                    .orElseGet(() -> shared.join(portfolio, artifact.id()));
            link.aliases().forEach(alias -> shared.setAlias(rights.rights(), member, alias));
            shared.changed(portfolio);
            journal.changed(rows, artifact);
            return Collections.membership(rows, member);
        });
    }

    private CollectionRow portfolio(Rows rows, ArtifactRights rights, Artifact artifact, NewLink link) {
        var type = rows.collections()
                .byId(artifact.sequenceId())
                .map(row -> row.collection().type())
                .orElseThrow(
                        () -> new StoreException.NotFound("artifact " + artifact.id() + " has lost its collection"));
        var shared = new Collections(rows, journal);
        if (link.portfolioId().isPresent()) {
            var row = rights.requireCollection(link.portfolioId().get(), Access.WRITE);
            var collection = row.collection();
            requireAllowed(rows, collection.projectId(), type);
            return shared.findOrMake(collection.projectId(), collection.name(), CollectionKind.PORTFOLIO, type);
        }
        var name = link.portfolio()
                .orElseThrow(() -> new StoreException.Invalid("no_portfolio", "a link needs a portfolio; name one"));
        var project = link.project()
                        .filter(text -> text.startsWith(Project.REGISTRY_PREFIX))
                        .isPresent()
                ? registry(rows, rights.rights(), link)
                : ProjectRules.findOrMake(
                                rows, journal, rights.rights(), link.entity(), link.project(), Optional.empty())
                        .value()
                        .project()
                        .id();
        requireAllowed(rows, project, type);
        return shared.findOrMake(project, name, CollectionKind.PORTFOLIO, type);
    }

    /// A registry may be restricted to the types it names.
    private static void requireAllowed(Rows rows, long projectId, String type) {
        var restricted = rows.projects()
                .byId(projectId)
                .map(ProjectRow::project)
                .filter(Project::isRegistry)
                .filter(project -> !Json.parseObject(project.settings())
                        .path(Project.ALL_ARTIFACT_TYPES)
                        .asBoolean(true));
        if (restricted.isPresent() && rows.collections().type(projectId, type).isEmpty()) {
            throw new StoreException.Invalid(
                    "type_not_allowed",
                    "the registry " + restricted.get().name() + " does not take artifacts of type " + type
                            + "; allow the type there first");
        }
    }

    private static long registry(Rows rows, Rights rights, NewLink link) {
        var name = link.project().orElse("");
        var entity = link.entity().orElseGet(() -> rights.defaultEntity().name());
        var project = ProjectRules.find(rows, rights, entity, name)
                .orElseThrow(() -> new StoreException.NotFound(
                        "there is no registry " + name + " in " + entity + "; create it first"));
        rights.require(project, Access.WRITE, name);
        return project.id();
    }

    @Override
    public void unlink(Viewer viewer, long artifactId, long portfolioId) {
        engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            var portfolio = new ArtifactRights(rows, rights).requireCollection(portfolioId, Access.WRITE);
            if (portfolio.collection().kind() != CollectionKind.PORTFOLIO) {
                throw new StoreException.Conflict(
                        "collection_kind",
                        portfolio.collection().name() + " owns its versions; delete the version instead");
            }
            var member = member(rows, portfolio, artifactId);
            var shared = new Collections(rows, journal);
            shared.requireMayRemove(rights, member);
            rows.members().delete(member.id());
            shared.changed(portfolio);
            return true;
        });
    }
}
