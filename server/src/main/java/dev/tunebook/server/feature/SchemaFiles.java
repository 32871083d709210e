package dev.tunebook.server.feature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the schema files of features.
public final class SchemaFiles {
    private SchemaFiles() {}

    /// The shared definitions and each feature's own.
    public static List<String> read(List<Feature> features) {
        List<String> texts = new ArrayList<>();
        texts.add(text(SchemaFiles.class, "shared.graphqls"));
        for (Feature feature : features) {
            String file = feature.name() + ".graphqls";
            if (feature.getClass().getResource(file) != null) {
                texts.add(text(feature.getClass(), file));
            }
        }
        return texts;
    }

    private static String text(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The schema file " + file + " is missing beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
