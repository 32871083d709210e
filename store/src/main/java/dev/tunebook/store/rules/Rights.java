package dev.tunebook.store.rules;

import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Role;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.projects.Sharing;
import dev.tunebook.store.rows.AccessTokenRow;
import dev.tunebook.store.rows.MemberRow;
import dev.tunebook.store.rows.ProjectMemberRow;
import dev.tunebook.store.rows.ProjectRow;
import dev.tunebook.store.rows.Rows;
import dev.tunebook.store.views.AccessToken;
import dev.tunebook.store.views.View;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Who may do what.
record Rights(Rows rows, Viewer viewer) {

    /// What the viewer may do with projects of an entity that are not shared beyond it.
    Optional<Access> in(Entity entity) {
        return switch (viewer) {
            case Viewer.SystemTask _ -> Optional.of(Access.ADMINISTER);
            case Viewer.Anonymous _, Viewer.Bearer _ -> Optional.empty();
            case Viewer.User user -> user.administrator() ? Optional.of(Access.ADMINISTER) : in(entity, user);
        };
    }

    private Optional<Access> in(Entity entity, Viewer.User user) {
        if (entity.kind() == EntityKind.USER) {
            return rows.accounts()
                    .userOfEntity(entity.id())
                    .filter(owner -> owner.id() == user.id())
                    .map(_ -> Access.ADMINISTER)
                    .or(() -> asMember(entity, user));
        }
        return asMember(entity, user);
    }

    /// Only a program's account can be a member of what is somebody's own.
    private Optional<Access> asMember(Entity entity, Viewer.User user) {
        return rows.accounts()
                .member(entity.id(), user.id())
                .map(MemberRow::role)
                .flatMap(Rights::accessOf);
    }

    private static Optional<Access> accessOf(Role role) {
        return switch (role) {
            case ADMIN -> Optional.of(Access.ADMINISTER);
            case MEMBER -> Optional.of(Access.WRITE);
            case VIEWER -> Optional.of(Access.READ);
            case RESTRICTED_VIEWER -> Optional.empty();
        };
    }

    /// The most that role, sharing and invitation give; to the bearer of a link, what that opens.
    Optional<Access> to(Project project) {
        if (viewer instanceof Viewer.Bearer bearer) {
            return opening(bearer).filter(link -> link.opens(project)).map(_ -> Access.METRICS);
        }
        var owner = rows.accounts().entity(project.entityId());
        var byRole = owner.flatMap(entity -> byRole(project, entity));
        if (byRole.filter(Access.ADMINISTER::equals).isPresent()) {
            return byRole;
        }
        var byShare = shared(project.sharing(), byRole.isPresent() || isMember(project.entityId()));
        return Stream.of(byRole, byShare, byInvitation(project))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /// The organisation's administrators rule its registries, its other people read those that are not restricted;
    /// more is given by name.
    private Optional<Access> byRole(Project project, Entity owner) {
        var role = in(owner);
        if (!project.isRegistry()
                || owner.kind() != EntityKind.ORGANIZATION
                || role.filter(Access.ADMINISTER::equals).isPresent()) {
            return role;
        }
        return project.sharing() == Sharing.RESTRICTED ? Optional.empty() : role.map(_ -> Access.READ);
    }

    private Optional<Access> byInvitation(Project project) {
        return userId().stream()
                .flatMap(
                        user -> rows.projects().membersOf(project.id()).stream().filter(row -> meant(row, user)))
                .map(row -> invited(row.role()))
                .max(Comparator.naturalOrder());
    }

    private boolean meant(ProjectMemberRow row, long user) {
        return row.team() ? rows.accounts().member(row.granteeId(), user).isPresent() : row.granteeId() == user;
    }

    private static Access invited(Role role) {
        return accessOf(role).orElse(Access.BROWSE);
    }

    private boolean isMember(long entityId) {
        return userId().flatMap(id -> rows.accounts().member(entityId, id)).isPresent();
    }

    private Optional<Access> shared(Sharing sharing, boolean member) {
        var signedIn = !viewer.isStranger();
        return switch (sharing) {
            case PRIVATE, RESTRICTED -> Optional.empty();
            case ENTITY_READ -> member ? Optional.of(Access.READ) : Optional.empty();
            case ENTITY_WRITE -> member ? Optional.of(Access.WRITE) : Optional.empty();
            case USER_READ -> signedIn ? Optional.of(Access.READ) : Optional.empty();
            case USER_WRITE -> signedIn ? Optional.of(Access.WRITE) : Optional.empty();
        };
    }

    boolean maySee(long projectId) {
        return may(projectId, Access.BROWSE);
    }

    boolean mayRead(long projectId) {
        return may(projectId, Access.READ);
    }

    boolean may(long projectId, Access wanted) {
        return access(projectId).filter(access -> access.includes(wanted)).isPresent();
    }

    private Optional<Access> access(long projectId) {
        return rows.projects().byId(projectId).flatMap(row -> to(row.project()));
    }

    /// A view is read with its project, or through a link to it.
    boolean mayRead(View view) {
        return viewer instanceof Viewer.Bearer bearer
                ? opening(bearer).filter(link -> link.opens(view)).isPresent()
                : mayRead(view.projectId());
    }

    /// What a link opens while it is not revoked: no more than whoever gave it may still read.
    private record Opening(AccessToken token, Rights giver) {
        boolean opens(Project project) {
            return token.projectIds().contains(project.id()) && giver.mayRead(project.id());
        }

        boolean opens(View view) {
            return token.viewId() == view.id() && giver.mayRead(view.projectId());
        }
    }

    private Optional<Opening> opening(Viewer.Bearer bearer) {
        return rows.accessTokens()
                .byId(bearer.accessTokenId())
                .map(AccessTokenRow::token)
                .filter(token -> token.revokedAt().isEmpty())
                .flatMap(token -> rows.accounts()
                        .user(token.userId())
                        .map(giver -> new Viewer.User(giver.id(), giver.username(), giver.administrator()))
                        .map(giver -> new Opening(token, new Rights(rows, giver))));
    }

    /// The project, when the viewer may do this with it.
    ProjectRow require(long projectId, Access wanted) {
        var named = "project " + projectId;
        var row = rows.projects().byId(projectId).orElseThrow(() -> unseen(named));
        require(row.project(), wanted, named);
        return row;
    }

    /// @param named how to call what was asked for, in the words of the one who asked
    void require(Project project, Access wanted, String named) {
        var access = to(project).orElseThrow(() -> unseen(named));
        if (!access.includes(wanted)) {
            throw denied(wanted, project.entity() + "/" + project.name());
        }
    }

    /// The same words for what is hidden and what does not exist.
    private static StoreException unseen(String named) {
        return new StoreException.NotFound("there is no " + named + " that you may see");
    }

    Entity requireEntity(String name, Access wanted) {
        var entity = rows.accounts()
                .entity(name)
                .filter(this::mayKnow)
                .orElseThrow(() -> new StoreException.NotFound(
                        "there is no entity \"" + name + "\" that you may see; check the spelling"));
        if (!in(entity).map(access -> access.includes(wanted)).orElse(false)) {
            throw denied(wanted, entity.name());
        }
        return entity;
    }

    /// People are known to everybody signed in; teams and organisations to those in them, and to those one of their
    /// projects is shared with.
    boolean mayKnow(Entity entity) {
        if (viewer.isStranger()) {
            return false;
        }
        return entity.kind() == EntityKind.USER
                || in(entity).isPresent()
                || viewer instanceof Viewer.User user
                        && (rows.accounts().member(entity.id(), user.id()).isPresent()
                                || leadsTo(entity, user)
                                || sharesWith(entity, user));
    }

    /// Members of a team may know its organisation.
    private boolean leadsTo(Entity entity, Viewer.User user) {
        return rows.accounts().membershipsOf(user.id()).stream()
                .flatMap(member -> rows.accounts().entity(member.entityId()).stream())
                .anyMatch(team ->
                        team.organizationId().filter(id -> id == entity.id()).isPresent());
    }

    private boolean sharesWith(Entity entity, Viewer.User user) {
        var teams = rows.accounts().membershipsOf(user.id()).stream().map(MemberRow::entityId);
        return Stream.concat(Stream.of(user.id()), teams)
                .flatMap(grantee -> rows.projects().sharedWith(grantee).stream())
                .flatMap(row -> rows.projects().byId(row.projectId()).stream())
                .anyMatch(row -> row.project().entityId() == entity.id());
    }

    /// Whether the viewer may know where this user is written to.
    boolean mayWriteTo(long userId) {
        return isAdministrator()
                || is(userId)
                || userId().stream()
                        .flatMap(id -> rows.accounts().membershipsOf(id).stream())
                        .anyMatch(shared -> rows.accounts()
                                .member(shared.entityId(), userId)
                                .isPresent());
    }

    boolean isAdministrator() {
        return switch (viewer) {
            case Viewer.SystemTask _ -> true;
            case Viewer.User user -> user.administrator();
            case Viewer.Anonymous _, Viewer.Bearer _ -> false;
        };
    }

    void requireAdministrator(String what) {
        if (!isAdministrator()) {
            throw new StoreException.Denied("only an administrator may " + what);
        }
    }

    void requireSystem(String what) {
        if (!(viewer instanceof Viewer.SystemTask)) {
            throw new StoreException.Denied("only the server itself may " + what);
        }
    }

    boolean is(long userId) {
        return viewer instanceof Viewer.User user && user.id() == userId;
    }

    Optional<Long> userId() {
        return viewer instanceof Viewer.User user ? Optional.of(user.id()) : Optional.empty();
    }

    /// The entity meant where none is named.
    Entity defaultEntity() {
        return userId().flatMap(rows.accounts()::user)
                .flatMap(user -> rows.accounts().entity(user.defaultEntityId().orElse(user.entityId())))
                .orElseThrow(() -> new StoreException.Invalid("no_entity", "no entity is named; name one"));
    }

    private static StoreException denied(Access wanted, String where) {
        var verb = switch (wanted) {
            case METRICS -> "see the runs of";
            case BROWSE -> "see";
            case READ -> "read";
            case WRITE -> "write to";
            case ADMINISTER -> "administer";
        };
        return new StoreException.Denied(
                "you may not " + verb + " " + where + "; ask one of its administrators for access");
    }
}
