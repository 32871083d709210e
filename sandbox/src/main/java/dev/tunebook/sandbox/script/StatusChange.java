package dev.tunebook.sandbox.script;

import java.time.Duration;

/// From `at` after the creation of the job on, its status is `status`.
public record StatusChange(Duration at, String status) {}
