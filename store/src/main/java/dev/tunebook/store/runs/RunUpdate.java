package dev.tunebook.store.runs;

import dev.tunebook.model.RunState;
import java.util.Optional;

/// A run to create, or what to change about one; empty means leave as is.
///
/// @param reactivate bring a run that has ended back to `running` and clear its stop flag
/// @param config the whole new config, a JSON object
/// @param summary the whole new summary, a JSON object
/// @param onBehalfOf username a service account names as the run's owner; only counts on creation
public record RunUpdate(
        Selector selector,
        RunLabels.Update labels,
        RunOrigin origin,
        Optional<RunState> state,
        boolean reactivate,
        Optional<String> config,
        Optional<String> summary,
        Optional<String> onBehalfOf) {

    /// Which run is meant.
    public sealed interface Selector {

        /// By storage id: it must exist.
        record ById(long id) implements Selector {}

        /// By name: made when missing. Without an entity the viewer's default one, without a project
        /// `uncategorized`.
        record ByName(Optional<String> entity, Optional<String> project, String run) implements Selector {}
    }

    /// Changes nothing yet about the run of this name, which is made when missing.
    public static RunUpdate of(String entity, String project, String run) {
        return of(new Selector.ByName(Optional.of(entity), Optional.of(project), run));
    }

    public static RunUpdate of(Selector selector) {
        return new RunUpdate(
                selector,
                RunLabels.Update.NONE,
                RunOrigin.NONE,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public RunUpdate withLabels(RunLabels.Update value) {
        return new RunUpdate(selector, value, origin, state, reactivate, config, summary, onBehalfOf);
    }

    public RunUpdate withOrigin(RunOrigin value) {
        return new RunUpdate(selector, labels, value, state, reactivate, config, summary, onBehalfOf);
    }

    public RunUpdate withState(RunState value) {
        return new RunUpdate(selector, labels, origin, Optional.of(value), reactivate, config, summary, onBehalfOf);
    }

    public RunUpdate reactivating() {
        return new RunUpdate(selector, labels, origin, state, true, config, summary, onBehalfOf);
    }

    public RunUpdate withConfig(String value) {
        return new RunUpdate(selector, labels, origin, state, reactivate, Optional.of(value), summary, onBehalfOf);
    }

    public RunUpdate withSummary(String value) {
        return new RunUpdate(selector, labels, origin, state, reactivate, config, Optional.of(value), onBehalfOf);
    }
}
