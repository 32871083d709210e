package dev.tunebook.model;

/// A value that must not show up in logs, errors or process arguments: it prints stars.
public record Secret(String reveal) {
    public Secret {
        if (reveal.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank; leave it out instead");
        }
    }

    @Override
    public String toString() {
        return "****";
    }
}
