package dev.tunebook.store.charts;

/// A chart definition to keep under an entity's name; one of the same name is replaced.
public record NewCustomChart(
        String entity, String name, String displayName, String type, boolean shared, String spec) {}
