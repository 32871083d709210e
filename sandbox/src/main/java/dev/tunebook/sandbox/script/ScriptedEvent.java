package dev.tunebook.sandbox.script;

import java.time.Duration;
import java.util.function.Supplier;

/// An event and when it happens, counted from the creation of the job. Its body is made when somebody asks
/// for it, so that a job
/// can have very many.
public record ScriptedEvent(Duration at, Supplier<EventBody> body) {}
