package dev.tunebook.server.graphql;

import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The arguments of a field or the members of an input object. Absent and null are the same: empty.
public final class Arguments {
    private final Map<String, ?> values;

    Arguments(Map<String, ?> values) {
        this.values = values;
    }

    public Optional<String> text(String name) {
        return value(name).map(String::valueOf);
    }

    /// A text that has to be there; 400 when it is not.
    public String required(String name) {
        return text(name)
                .orElseThrow(
                        () -> HttpFailure.badRequest("missing_argument", "The argument '" + name + "' is missing."));
    }

    public OptionalLong number(String name) {
        return value(name)
                .map(value -> OptionalLong.of(((Number) value).longValue()))
                .orElse(OptionalLong.empty());
    }

    /// A count, such as `first`: the default when absent, never below 0 nor above the most.
    public int count(String name, int otherwise, int most) {
        return (int) Math.clamp(number(name).orElse(otherwise), 0, most);
    }

    /// `first` and `after`: 50 rows unless said otherwise, never more than 10 000.
    public Page.Request page() {
        return new Page.Request(text("after").filter(cursor -> !cursor.isEmpty()), count("first", 50, 10_000));
    }

    public boolean has(String name) {
        return value(name).isPresent();
    }

    public Optional<Double> decimal(String name) {
        return value(name).map(value -> ((Number) value).doubleValue());
    }

    public Optional<Boolean> flag(String name) {
        return value(name).map(Boolean.class::cast);
    }

    public Optional<List<String>> texts(String name) {
        return value(name)
                .map(value -> ((List<?>) value)
                        .stream()
                                .filter(element -> element != null)
                                .map(String::valueOf)
                                .toList());
    }

    public List<Arguments> objects(String name) {
        return value(name)
                .map(value -> ((List<?>) value).stream().map(Arguments::wrap).toList())
                .orElse(List.of());
    }

    /// The members of the nested input object, which may be empty.
    public Arguments object(String name) {
        return value(name).map(Arguments::wrap).orElse(new Arguments(Map.of()));
    }

    /// The number inside a {@link NodeId} of the kind; 404 when the id is not one.
    public long id(String name, String type) {
        String id = required(name);
        return idIfAny(name, type)
                .orElseThrow(() -> HttpFailure.notFound("There is no " + type + " with the id '" + id + "'."));
    }

    /// The number inside a {@link NodeId} of the kind; empty when the argument is absent or another kind of text.
    public Optional<Long> idIfAny(String name, String type) {
        OptionalLong number =
                text(name).flatMap(NodeId::parse).map(node -> node.number(type)).orElse(OptionalLong.empty());
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @SuppressWarnings("unchecked") // graphql-java gives input objects as maps with text keys
    private static Arguments wrap(Object value) {
        return new Arguments((Map<String, ?>) value);
    }
}
