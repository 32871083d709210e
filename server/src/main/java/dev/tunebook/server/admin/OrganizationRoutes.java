package dev.tunebook.server.admin;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.server.http.Method;
import dev.tunebook.server.http.Request;
import dev.tunebook.server.http.Response;
import dev.tunebook.server.http.Route;
import dev.tunebook.store.Store;
import dev.tunebook.store.Viewer;
import dev.tunebook.store.accounts.EntityKind;
import dev.tunebook.store.accounts.Organization;
import dev.tunebook.store.accounts.OrganizationUpdate;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// `/admin/v1/organizations`.
final class OrganizationRoutes {
    private final Store store;

    OrganizationRoutes(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        MemberRoutes members = new MemberRoutes(
                store,
                "organizations",
                (administrator, name) ->
                        organization(administrator, name).entity().name());
        return Stream.concat(
                        Stream.of(
                                AdminRoute.of(Method.GET, "/organizations", this::list),
                                AdminRoute.of(Method.GET, "/organizations/{name}", this::look),
                                AdminRoute.of(Method.PUT, "/organizations/{name}", this::put),
                                AdminRoute.of(Method.DELETE, "/organizations/{name}", this::delete)),
                        members.routes().stream())
                .toList();
    }

    private Response list(Request request, Viewer.User administrator) {
        return AdminRoute.listed(
                "organizations",
                store.accounts()
                        .entities(
                                administrator,
                                EntityKind.ORGANIZATION,
                                request.query("prefix").orElse(""),
                                AdminRoute.page(request))
                        .map(entity -> organization(administrator, entity.name())),
                Shown::organization);
    }

    private Response look(Request request, Viewer.User administrator) {
        Organization organization = organization(administrator, request.parameter("name"));
        return Response.json(Shown.withMembers(
                store, administrator, organization.entity().name(), Shown.organization(organization)));
    }

    private Response put(Request request, Viewer.User administrator) throws IOException {
        Body body = Body.of(request, "displayName");
        return AdminRoute.upserted(
                store.teams()
                        .putOrganization(
                                administrator,
                                new OrganizationUpdate(request.parameter("name"), body.text("displayName"))),
                Shown::organization);
    }

    private Response delete(Request request, Viewer.User administrator) {
        String name =
                organization(administrator, request.parameter("name")).entity().name();
        boolean cascade = request.query("cascade").filter("true"::equals).isPresent();
        return AdminRoute.deleted(store.teams().delete(administrator, name, cascade), "organization '" + name + "'");
    }

    private Organization organization(Viewer.User administrator, String name) {
        return store.teams()
                .organization(administrator, name)
                .orElseThrow(() -> HttpFailure.notFound("There is no organization '" + name + "'."));
    }
}
