package dev.tunebook.server.graphql;

import dev.tunebook.store.Viewer;
import java.util.Map;
import java.util.Set;

/// Fetches many values in one go; keys without a value are left out of the map.
@FunctionalInterface
public interface BatchLoad<K, V> {
    Map<K, V> load(Viewer viewer, Set<K> keys);
}
