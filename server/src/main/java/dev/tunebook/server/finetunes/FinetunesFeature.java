package dev.tunebook.server.finetunes;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.graphql.Wiring;

/// Runs that are fine-tunes as one record, whoever wrote them.
public final class FinetunesFeature implements Feature {
    private final FineTuneFields fields;

    public FinetunesFeature(Platform platform) {
        this.fields = new FineTuneFields(platform.store());
    }

    @Override
    public String name() {
        return "finetunes";
    }

    @Override
    public void wire(Wiring wiring) {
        fields.wire(wiring);
    }
}
