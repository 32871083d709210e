package dev.tunebook.store.runs;

import java.time.Duration;

/// An alert to raise.
///
/// @param quiet how long after an alert of this title another one is left out
public record NewRunAlert(String title, String text, RunAlert.Severity severity, Duration quiet) {}
