package dev.tunebook.sandbox.script;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// A snapshot the job keeps.
///
/// @param at when it can be listed, counted from the creation of the job
/// @param model its name, ending in `:ckpt-step-n` unless it is the final model
public record ScriptedCheckpoint(Duration at, long step, String model, ObjectNode metrics) {}
