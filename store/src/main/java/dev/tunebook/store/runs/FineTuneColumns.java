package dev.tunebook.store.runs;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads out of a run what it says of a fine-tune, as the columns `ft.*` of the runs table. The store calls it
/// when something asks for such a column, and from then on once for each change of a fine-tune of that project.
public interface FineTuneColumns {

    /// No run is a fine-tune.
    FineTuneColumns NONE = new FineTuneColumns() {
        @Override
        public boolean concerns(ObjectNode config) {
            return false;
        }

        @Override
        public Map<String, JsonNode> of(ObjectNode config, ObjectNode summary, List<String> models) {
            return Map.of();
        }
    };

    /// Whether a run is a fine-tune. Asked of every run of such a project, so it must be quick.
    ///
    /// @param config each key unwrapped from its `{"value": …}`
    boolean concerns(ObjectNode config);

    /// Scalars by name, without the `ft.`; a name that ends in `_at` is a time in ISO-8601.
    ///
    /// @param models the metadata of committed artifacts the run made, the oldest first
    Map<String, JsonNode> of(ObjectNode config, ObjectNode summary, List<String> models);
}
