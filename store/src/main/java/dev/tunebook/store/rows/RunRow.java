package dev.tunebook.store.rows;

import dev.tunebook.store.runs.RunLabels;
import dev.tunebook.store.runs.RunOrigin;
import dev.tunebook.store.runs.RunStatus;
import java.util.Optional;

/// A run.
///
/// @param name the run id
/// @param nextGeneration the number the next generation gets
/// @param deleted only the id is still meant
public record RunRow(
        long id,
        long projectId,
        String name,
        RunLabels labels,
        RunOrigin origin,
        RunStatus status,
        String config,
        String summary,
        Optional<String> systemMetrics,
        Optional<Long> userId,
        int nextGeneration,
        boolean deleted) {

    public RunRow withLabels(RunLabels value, RunOrigin newOrigin) {
        return new RunRow(
                id,
                projectId,
                name,
                value,
                newOrigin,
                status,
                config,
                summary,
                systemMetrics,
                userId,
                nextGeneration,
                deleted);
    }

    public RunRow withProject(long value) {
        return new RunRow(
                id,
                value,
                name,
                labels,
                origin,
                status,
                config,
                summary,
                systemMetrics,
                userId,
                nextGeneration,
                deleted);
    }

    public RunRow withStatus(RunStatus value) {
        return with(value, config, summary, systemMetrics);
    }

    public RunRow with(RunStatus newStatus, String newConfig, String newSummary, Optional<String> newSystemMetrics) {
        return new RunRow(
                id,
                projectId,
                name,
                labels,
                origin,
                newStatus,
                newConfig,
                newSummary,
                newSystemMetrics,
                userId,
                nextGeneration,
                deleted);
    }

    public RunRow withNextGeneration(int value) {
        return new RunRow(
                id, projectId, name, labels, origin, status, config, summary, systemMetrics, userId, value, deleted);
    }

    /// Nothing but the id, which stays taken.
    public RunRow tombstone() {
        return new RunRow(
                id,
                projectId,
                name,
                new RunLabels(
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        java.util.List.of()),
                RunOrigin.NONE,
                status,
                "{}",
                "{}",
                Optional.empty(),
                Optional.empty(),
                nextGeneration,
                true);
    }
}
