package dev.tunebook.server.filter;

import dev.tunebook.store.Page;
import dev.tunebook.store.Paging;
import dev.tunebook.store.Paging.Position;
import dev.tunebook.store.projects.Project;
import dev.tunebook.store.runs.RunFilter.Value;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Projects as filters and orders know them; registries are projects.
public final class SearchedProject {
    private SearchedProject() {}

    public static Condition.Attributes of(Project project) {
        return key -> switch (key) {
            case "id" -> number(project.id());
            case "entity_id", "entityId" -> number(project.entityId());
            case "name" -> text(project.name());
            case "description" ->
                project.description().map(SearchedProject::text).orElse(List.of());
            case "access" -> text(project.sharing().name());
            case "createdAt", "created_at" -> time(project.createdAt());
            case "updatedAt", "updated_at" -> time(project.updatedAt());
            default -> List.of();
        };
    }

    /// A page in the order wanted; an unknown key orders by name.
    public static Page<Project> page(List<Project> projects, Order order, Page.Request page) {
        Function<Project, Position> position = switch (order.key()) {
            case "created_at" -> project -> Position.of(project.createdAt(), project.id());
            case "updated_at" -> project -> Position.of(project.updatedAt(), project.id());
            default -> project -> new Position(project.name(), project.id());
        };
        return order.descending()
                ? Paging.descending(projects, position, page)
                : Paging.ascending(projects, position, page);
    }

    private static List<Value> text(String text) {
        return List.of(new Value.Text(text));
    }

    private static List<Value> number(long number) {
        return List.of(new Value.Number(number));
    }

    private static List<Value> time(Instant time) {
        return text(time.toString());
    }
}
