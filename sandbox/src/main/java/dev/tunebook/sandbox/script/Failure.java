package dev.tunebook.sandbox.script;

import java.util.Optional;

/// Why a job fails, as its `error` will say.
public record Failure(String code, Optional<String> param, String message) {}
