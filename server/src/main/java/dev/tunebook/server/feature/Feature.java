package dev.tunebook.server.feature;

import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.storage.Intake;
import java.util.List;

/// One feature of the server: its routes, its part of the schema, and the code behind both. Features do not know each
/// other; what two need stands in the platform or the store.
///
/// The schema part is the file `<name>.graphqls` beside the feature's class; it adds to other features' types with
/// `extend type`.
public interface Feature {
    /// The name of the feature's package.
    String name();

    default List<Route> routes() {
        return List.of();
    }

    /// What takes in bytes sent to addresses this feature signed.
    default List<Intake> intakes() {
        return List.of();
    }

    /// Adds the resolvers of the feature's fields, and its batch loaders.
    default void wire(Wiring wiring) {}

    /// The flags of `serverInfo.features` that this feature makes true.
    default List<String> flags() {
        return List.of();
    }

    /// Ends background work and open streams; called before the socket closes.
    default void stop() {}
}
