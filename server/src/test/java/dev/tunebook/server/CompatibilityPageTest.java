package dev.tunebook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.server.http.Route;
import dev.tunebook.server.testing.TestServer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What of the wire protocol this server speaks, as a page: taken from the running server's schema, flags and router.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompatibilityPageTest {
    private static final Path PAGE = Path.of("../docs/reference/compatibility.md");

    /// What an answered field does not do, where the schema cannot tell.
    private static final Map<String, String> LIMITS = new TreeMap<>(Map.ofEntries(
            Map.entry("Mutation.createInvite", "for users who have an account; there is no mail"),
            Map.entry("Mutation.createTeam", "for server administrators"),
            Map.entry("Mutation.createUser", "for server administrators"),
            Map.entry("Mutation.updateUser", "the default entity only"),
            Map.entry("Mutation.upsertBucket", "a sweep is kept as a name; there are no sweeps"),
            Map.entry("Mutation.upsertModel", "rate limits, owner and icon are not kept"),
            Map.entry("Query.serverInfo", "`latestLocalVersionInfo` is null: nobody is asked for newer versions"),
            Map.entry("Run.parquetHistory", "offers no exports; clients then page live rows"),
            Map.entry("Organization.featureFlags", "empty"),
            Map.entry("Organization.coreWeaveOrganizationId", "null")));

    /// Groups of the official service that are not begun; documents that use them are refused by validation.
    private static final Map<String, List<String>> LATER = new TreeMap<>(Map.of(
            "Sweeps",
            List.of(
                    "Mutation.upsertSweep",
                    "Mutation.createAgent",
                    "Mutation.agentHeartbeat",
                    "Project.sweep",
                    "Project.sweeps",
                    "Project.totalSweeps"),
            "Launch",
            List.of(
                    "Mutation.createRunQueue",
                    "Mutation.upsertRunQueue",
                    "Mutation.deleteRunQueues",
                    "Mutation.pushToRunQueue",
                    "Mutation.popFromRunQueue",
                    "Mutation.ackRunQueueItem",
                    "Mutation.failRunQueueItem",
                    "Mutation.createLaunchAgent",
                    "Project.runQueue",
                    "Project.runQueues"),
            "Automations",
            List.of(
                    "Mutation.createFilterTrigger",
                    "Mutation.updateFilterTrigger",
                    "Mutation.deleteTrigger",
                    "Mutation.createGenericWebhookIntegration",
                    "Entity.integrations",
                    "Project.triggers")));

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void thePageTellsWhatTheServerDoes() throws IOException {
        String expected = page();
        if ("write".equals(System.getProperty("tunebook.docs"))) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("stale; write it with ./mvnw -pl server -am test -Dtest=CompatibilityPageTest"
                        + " -Dtunebook.docs=write -Dsurefire.failIfNoSpecifiedTests=false")
                .content()
                .isEqualTo(expected);
    }

    @Test
    void limitsAreOfFieldsThatAreAnswered() {
        Set<String> answered = fields().keySet();
        Set<String> unanswered = server.server().graphql().unanswered();
        assertThat(answered).containsAll(LIMITS.keySet());
        assertThat(LIMITS.keySet()).doesNotContainAnyElementsOf(unanswered);
        assertThat(LATER.values().stream().flatMap(List::stream)).doesNotContainAnyElementsOf(answered);
    }

    private GraphQLSchema schema() {
        return server.server().graphql().schema();
    }

    private Stream<GraphQLObjectType> types() {
        return schema().getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !type.getName().startsWith("__"))
                .sorted(Comparator.comparing(GraphQLObjectType::getName));
    }

    private Map<String, GraphQLFieldDefinition> fields() {
        Map<String, GraphQLFieldDefinition> fields = new TreeMap<>();
        types().forEach(type ->
                type.getFieldDefinitions().forEach(field -> fields.put(type.getName() + "." + field.getName(), field)));
        return fields;
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                <!-- Written by CompatibilityPageTest with -Dtunebook.docs=write; do not edit. -->

                # Compatibility

                Every operation of the W&B wire protocol, as this server answers it. *Supported* answers every field it
                can return. *Partly* says what is missing. *Later* is refused with a clear error, never with a made-up
                answer. How the official client's own tests fare is on [another page](system-tests.md).

                """);
        operations(page, "Queries", "Query");
        operations(page, "Mutations", "Mutation");
        objects(page);
        later(page);
        flags(page);
        routes(page);
        return page.toString();
    }

    private void operations(StringBuilder page, String title, String type) {
        page.append("## ").append(title).append("\n\n| Operation | State | What is missing |\n|---|---|---|\n");
        Set<String> unanswered = server.server().graphql().unanswered();
        fields().forEach((name, field) -> {
            if (name.startsWith(type + ".")) {
                row(page, name.substring(type.length() + 1), state(name, field, unanswered), missing(name, field));
            }
        });
        page.append('\n');
    }

    private String state(String name, GraphQLFieldDefinition field, Set<String> unanswered) {
        if (unanswered.contains(name)) {
            return "later";
        }
        return missing(name, field).isEmpty() ? "supported" : "partly";
    }

    private String missing(String name, GraphQLFieldDefinition field) {
        List<String> missing = new ArrayList<>();
        GraphQLNamedType returned = (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(field.getType());
        server.server().graphql().unanswered().stream()
                .filter(other -> other.startsWith(returned.getName() + "."))
                .map(other -> "`" + other + "`")
                .forEach(missing::add);
        if (LIMITS.containsKey(name)) {
            missing.add(LIMITS.get(name));
        }
        return String.join(", ", missing);
    }

    private void objects(StringBuilder page) {
        page.append("## Objects\n\n| Object | Fields | What is missing |\n|---|---|---|\n");
        Set<String> unanswered = server.server().graphql().unanswered();
        types().filter(type -> !Set.of("Query", "Mutation").contains(type.getName()))
                .forEach(type -> {
                    String prefix = type.getName() + ".";
                    Stream<String> later = unanswered.stream()
                            .filter(name -> name.startsWith(prefix))
                            .map(name -> "`" + name.substring(prefix.length()) + "` later");
                    Stream<String> limited = LIMITS.entrySet().stream()
                            .filter(limit -> limit.getKey().startsWith(prefix))
                            .map(limit -> "`" + limit.getKey().substring(prefix.length()) + "` " + limit.getValue());
                    row(
                            page,
                            type.getName(),
                            Integer.toString(type.getFieldDefinitions().size()),
                            Stream.concat(later, limited).collect(Collectors.joining("; ")));
                });
        page.append('\n');
    }

    private static void later(StringBuilder page) {
        page.append("## Not begun\n\n| Group | Operations and fields |\n|---|---|\n");
        LATER.forEach((group, names) -> page.append("| %s | %s |\n"
                .formatted(group, names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))));
        page.append('\n');
    }

    private void flags(StringBuilder page) {
        page.append(
                "## Feature flags\n\n`serverInfo.features` names these, all enabled; what is not named is off.\n\n");
        Set<String> names = new TreeSet<>(
                server.data(TestServer.ADMIN_KEY, "{ serverInfo { features { name isEnabled } } }", Map.of())
                        .findValuesAsString("name"));
        names.forEach(name -> page.append("- `").append(name).append("`\n"));
        page.append('\n');
    }

    private void routes(StringBuilder page) {
        page.append("## Routes\n\n| Route | Who may call it |\n|---|---|\n");
        Set<String> rows = new TreeSet<>();
        for (Route route : server.server().router().routes()) {
            String who = switch (route) {
                case Route.Protected _ -> "whoever has a key or a session";
                case Route.Signed _ -> "whoever holds the signed address";
                case Route.Public _ -> "everybody";
            };
            rows.add("| `%s %s` | %s |\n".formatted(route.method(), route.path(), who));
        }
        rows.forEach(page::append);
    }

    private static void row(StringBuilder page, String name, String state, String missing) {
        page.append("| `%s` | %s | %s |\n".formatted(name, state, missing));
    }
}
