package dev.tunebook.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunebook.server.http.HttpFailure;
import dev.tunebook.store.runs.RunFilter.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Filters of registries, collections and versions as they are written.
class ConditionTest {
    private static final Map<String, List<Value>> VERSION = Map.of(
            "tag", List.of(new Value.Text("a"), new Value.Text("b")),
            "size", List.of(new Value.Number(7)),
            "name", List.of(new Value.Text("model-x")));

    private static boolean holds(String filter) {
        return Condition.of(Optional.of(filter)).holds(key -> VERSION.getOrDefault(key, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                          | true
            {"tag": "a"}                                                | true
            {"tag": {"$all": ["a", "b"]}}                               | true
            {"tag": {"$all": ["a", "c"]}}                               | false
            {"tag": {"$all": []}}                                       | false
            {"size": {"$all": [7]}}                                     | true
            {"tag": {"$size": 2}}                                       | true
            {"tag": {"$size": 1}}                                       | false
            {"alias": {"$size": 0}}                                     | true
            {"tag": {"$nin": ["c"]}}                                    | true
            {"tag": {"$not": {"$size": 2}}}                             | false
            {"name": {"$contains": "del-"}}                             | true
            {"name": {"$regex": "^MODEL", "$options": "i"}}             | true
            {"$nor": [{"name": "other"}, {"size": {"$gte": 8}}]}        | true
            {"alias": null}                                             | true
            {"size": {"$gt": 6, "$lt": 7}}                              | false
            """)
    void holdsAsItIsWritten(String filter, boolean expected) {
        assertThat(holds(filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tag\": {\"$size\": -1}}",
                "{\"tag\": {\"$size\": 1.5}}",
                "{\"tag\": {\"$size\": \"2\"}}",
                "{\"tag\": {\"$all\": \"a\"}}",
                "{\"tag\": {\"$near\": 1}}"
            })
    void refusesWhatItCannotBe(String filter) {
        assertThatThrownBy(() -> holds(filter)).isInstanceOfSatisfying(HttpFailure.class, failure -> {
            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.text()).contains("tag");
        });
    }
}
