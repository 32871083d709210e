package dev.tunebook.store.rules;

import dev.tunebook.model.ProjectName;
import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.ProjectStore;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Upserted;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Change;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.ProjectUpdate;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.MemberRow;
import dev.tunebook.store.rows.ProjectMemberRow;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Projects.
record ProjectRules(Engine engine, Journal journal) implements ProjectStore {
    private static final String UNNAMED = "uncategorized";

    @Override
    public Upserted<Project> upsert(Viewer viewer, ProjectUpdate update) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            if (update.id().isPresent()) {
                var row = rights.require(update.id().get(), Access.WRITE);
                return new Upserted<>(change(rows, rights, row, update), false);
            }
            var found = findOrMake(rows, journal, rights, update.entity(), update.name(), update.sharing());
            return new Upserted<>(change(rows, rights, found.value(), unnamed(update)), found.inserted());
        });
    }

    private static ProjectUpdate unnamed(ProjectUpdate update) {
        return new ProjectUpdate(
                update.id(),
                update.entity(),
                Optional.empty(),
                update.description(),
                update.sharing(),
                update.settings());
    }

    /// The project of these names, with write access, made where it is missing.
    static Upserted<ProjectRow> findOrMake(
            Rows rows,
            Journal journal,
            Rights rights,
            Optional<String> entityName,
            Optional<String> name,
            Optional<Sharing> sharing) {
        var wanted = name.filter(text -> !text.isEmpty()).orElse(UNNAMED);
        var entity = entityName
                .flatMap(text -> rows.accounts().entity(text))
                .or(() -> entityName.isEmpty() ? Optional.of(rights.defaultEntity()) : Optional.empty());
        var standing = entity.flatMap(owner -> rows.projects().byName(owner.id(), wanted));
        if (standing.isPresent() && rights.to(standing.get().project()).isPresent()) {
            rights.require(standing.get().project(), Access.WRITE, wanted);
            return new Upserted<>(standing.get(), false);
        }
        var owner = rights.requireEntity(
                entityName.or(() -> entity.map(Entity::name)).orElse(""), Access.WRITE);
        var now = journal.now();
        var project = new Project(
                rows.newId(),
                owner.id(),
                owner.name(),
                new ProjectName(wanted).value(),
                Optional.empty(),
                sharing.orElse(Sharing.PRIVATE),
                "{}",
                now,
                now,
                rights.userId());
        var row = new ProjectRow(project, 0, 0);
        rows.projects().put(row);
        if (project.isRegistry() && owner.kind() == EntityKind.ORGANIZATION) {
            rights.userId()
                    .ifPresent(creator ->
                            rows.projects().put(new ProjectMemberRow(project.id(), creator, false, Role.ADMIN)));
        }
        journal.changed(rows, project.id(), Change.Kind.PROJECT, project.id());
        return new Upserted<>(rows.projects().byId(project.id()).orElse(row), true);
    }

    private Project change(Rows rows, Rights rights, ProjectRow row, ProjectUpdate update) {
        var old = row.project();
        if (concernsAdministrators(old, update)) {
            rights.require(old, Access.ADMINISTER, old.name());
        }
        var name = update.name().filter(text -> !text.equals(old.name()));
        name.ifPresent(wanted -> requireFree(rows, rights, old, wanted));
        var changed = new Project(
                old.id(),
                old.entityId(),
                old.entity(),
                name.orElse(old.name()),
                update.description().or(old::description),
                update.sharing().orElse(old.sharing()),
                update.settings().orElse(old.settings()),
                old.createdAt(),
                old.updatedAt(),
                old.createdBy());
        if (changed.equals(old)) {
            return old;
        }
        rows.projects().put(new ProjectRow(changed, row.sequence(), row.runsMade()));
        journal.changed(rows, old.id(), Change.Kind.PROJECT, old.id());
        return rows.projects().byId(old.id()).map(ProjectRow::project).orElse(changed);
    }

    /// Who may use the project, which aliases are protected, and all that describes a registry.
    private static boolean concernsAdministrators(Project old, ProjectUpdate update) {
        return update.sharing().filter(sharing -> sharing != old.sharing()).isPresent()
                || update.settings()
                        .filter(settings -> !Project.protectedAliases(settings).equals(old.protectedAliases()))
                        .isPresent()
                || old.isRegistry()
                        && (update.settings().isPresent()
                                || update.description().isPresent());
    }

    private static void requireFree(Rows rows, Rights rights, Project project, String wanted) {
        rights.require(project, Access.ADMINISTER, project.name());
        var name = new ProjectName(wanted).value();
        rows.projects()
                .byName(project.entityId(), name)
                .filter(other -> other.project().id() != project.id())
                .ifPresent(other -> {
                    throw new StoreException.Conflict(
                            "name_taken",
                            project.entity() + " already has a project " + name + "; choose another name");
                });
    }

    static Optional<Project> find(Rows rows, Rights rights, String entityName, String name) {
        return rows.accounts()
                .entity(entityName)
                .flatMap(entity -> rows.projects().byName(entity.id(), name))
                .map(ProjectRow::project)
                .filter(project -> rights.to(project).isPresent());
    }

    /// The project as this viewer may know it: whoever sees no more than its runs has no use for what it says of
    /// itself.
    private static Project shown(Rights rights, Project project) {
        return rights.maySee(project.id()) ? project : project.withNamesOnly();
    }

    @Override
    public Optional<Project> project(Viewer viewer, String entity, String name) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            return find(rows, rights, entity, name).map(project -> shown(rights, project));
        });
    }

    @Override
    public List<Project> projects(Viewer viewer, Iterable<Long> ids) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            var found = new ArrayList<Project>();
            ids.forEach(id -> rows.projects()
                    .byId(id)
                    .map(ProjectRow::project)
                    .filter(project -> rights.to(project).isPresent())
                    .map(project -> shown(rights, project))
                    .ifPresent(found::add));
            return found;
        });
    }

    @Override
    public Page<Project> list(Viewer viewer, Optional<String> entityName, Page.Request page) {
        return engine.read(rows -> {
            var rights = new Rights(rows, viewer);
            var owners = entityName
                    .map(name -> rows.accounts().entity(name).stream().map(Entity::id))
                    .orElseGet(() -> ownEntities(rows, rights));
            var visible = owners.flatMap(owner -> rows.projects().ofEntity(owner).stream())
                    .map(ProjectRow::project)
                    .filter(project -> rights.to(project).isPresent())
                    .map(project -> shown(rights, project))
                    .toList();
            return Paging.descending(visible, project -> Paging.Position.of(project.updatedAt(), project.id()), page);
        });
    }

    private static Stream<Long> ownEntities(Rows rows, Rights rights) {
        return rights.userId().stream()
                .flatMap(id -> Stream.concat(
                        rows.accounts().user(id).stream().map(user -> user.entityId()),
                        rows.accounts().membershipsOf(id).stream().map(MemberRow::entityId)));
    }

    @Override
    public Project rename(Viewer viewer, long projectId, String newName) {
        var update = new ProjectUpdate(
                Optional.of(projectId),
                Optional.empty(),
                Optional.of(newName),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return upsert(viewer, update).value();
    }

    @Override
    public boolean delete(Viewer viewer, long projectId) {
        return engine.write(rows -> {
            var rights = new Rights(rows, viewer);
            if (!rights.maySee(projectId)) {
                return false;
            }
            rights.require(projectId, Access.ADMINISTER);
            new Removal(rows, journal).project(projectId);
            return true;
        });
    }

    @Override
    public long storedBytes(Viewer viewer, long projectId) {
        return engine.read(rows -> {
            new Rights(rows, viewer).require(projectId, Access.READ);
            return rows.runFiles().sizeOf(projectId) + rows.artifacts().sizeOf(projectId);
        });
    }

    @Override
    public Optional<Access> access(Viewer viewer, long projectId) {
        return engine.read(
                rows -> rows.projects().byId(projectId).flatMap(row -> new Rights(rows, viewer).to(row.project())));
    }
}
