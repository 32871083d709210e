package dev.tunebook.server.artifacts;

import dev.tunebook.model.wire.NodeId;
import java.util.List;

/// A tag; it is its name.
record ShownTag(String name) {

    static List<ShownTag> all(List<String> names) {
        return names.stream().map(ShownTag::new).toList();
    }

    String id() {
        return new NodeId("Tag", name).encoded();
    }
}
