package dev.tunebook.server.admin;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.Credential;
import dev.tunebook.store.accounts.Entity;
import dev.tunebook.store.accounts.Member;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.accounts.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Accounts as this API shows them.
final class Shown {
    private Shown() {}

    static Map<String, Object> user(User user) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("username", user.username());
        shown.put("admin", user.administrator());
        shown.put("service", user.service());
        shown.put("defaultEntity", user.defaultEntity());
        user.name().ifPresent(name -> shown.put("name", name));
        user.email().ifPresent(email -> shown.put("email", email));
        shown.put("createdAt", user.createdAt().toString());
        return shown;
    }

    static Map<String, Object> team(Entity team) {
        return Map.of("name", team.name(), "createdAt", team.createdAt().toString());
    }

    static Map<String, Object> organization(Organization organization) {
        return Map.of(
                "name", organization.entity().name(),
                "displayName", organization.displayName(),
                "createdAt", organization.entity().createdAt().toString());
    }

    /// The entity with its members, for a look at one.
    static Map<String, Object> withMembers(Store store, Viewer viewer, String name, Map<String, Object> shown) {
        Map<String, Object> all = new LinkedHashMap<>(shown);
        List<Map<String, Object>> members =
                store.teams().members(viewer, name).stream().map(Shown::member).toList();
        all.put("members", members);
        return all;
    }

    static Map<String, Object> member(Member member) {
        return Map.of(
                "username", member.user().username(),
                "role", Body.spelled(member.role()),
                "service", member.user().service());
    }

    static Map<String, Object> key(Credential credential) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", credential.id());
        shown.put("prefix", credential.prefix());
        credential.description().ifPresent(name -> shown.put("name", name));
        shown.put("createdAt", credential.createdAt().toString());
        credential.lastUsedAt().ifPresent(time -> shown.put("lastUsedAt", time.toString()));
        return shown;
    }

    static User existing(Store store, Viewer viewer, String username) {
        return store.accounts()
                .user(viewer, username)
                .orElseThrow(() -> HttpFailure.notFound("There is no user '" + username + "'."));
    }
}
