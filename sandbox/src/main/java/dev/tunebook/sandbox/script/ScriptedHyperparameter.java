package dev.tunebook.sandbox.script;

import tools.jackson.databind.JsonNode;

/// A hyperparameter before the job runs (perhaps `"auto"`) and from then on.
public record ScriptedHyperparameter(String name, JsonNode requested, JsonNode resolved) {}
