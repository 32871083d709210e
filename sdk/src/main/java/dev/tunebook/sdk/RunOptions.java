package dev.tunebook.sdk;

import dev.tunebook.model.RunId;
import dev.tunebook.sdk.error.InvalidInputException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What [Wandb#init] is asked for. Immutable; what is left out comes from the environment, then from the server.
///
/// @param project where the run goes; made when it is missing
/// @param entity user or team that owns it; the key's default entity when left out
/// @param id name of the run for programs, unique in its project; random when left out
/// @param name name of the run for people
/// @param config values to describe the run by; kept beneath what is set later
/// @param resume what to do about an existing run of this id
/// @param rewindTo last step of an existing run's history to keep; what follows is replaced by what is
///     logged now. -1 keeps none
/// @param keepEdited an existing run keeps display name, notes and tags, which people may have changed
/// @param startedAt when what the run records began: run times count from here. The moment the run is
///     opened when left out
public record RunOptions(
        Optional<String> project,
        Optional<String> entity,
        Optional<String> id,
        Optional<String> name,
        Optional<String> jobType,
        Optional<String> group,
        Optional<List<String>> tags,
        Optional<String> notes,
        Map<String, JsonNode> config,
        Optional<Resume> resume,
        OptionalLong rewindTo,
        boolean keepEdited,
        Optional<Instant> startedAt) {
    static final RunOptions DEFAULTS = builder().build();

    public RunOptions {
        tags = tags.map(List::copyOf);
        config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
        id.ifPresent(text -> Input.checked(() -> new RunId(text)));
    }

    public static Builder builder() {
        return new Builder();
    }

    /// These options, completed by others where they say nothing.
    RunOptions orElse(RunOptions others) {
        Map<String, JsonNode> both = new LinkedHashMap<>(others.config);
        both.putAll(config);
        return new RunOptions(
                project.or(() -> others.project),
                entity.or(() -> others.entity),
                id.or(() -> others.id),
                name.or(() -> others.name),
                jobType.or(() -> others.jobType),
                group.or(() -> others.group),
                tags.or(() -> others.tags),
                notes.or(() -> others.notes),
                both,
                resume.or(() -> others.resume),
                rewindTo.isPresent() ? rewindTo : others.rewindTo,
                keepEdited || others.keepEdited,
                startedAt.or(() -> others.startedAt));
    }

    /// A builder that starts from these options, which stay as they are.
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.options = this;
        return builder;
    }

    /// Collects options; each call returns the same builder.
    public static final class Builder {
        private @Nullable RunOptions options;
        private final Map<String, JsonNode> config = new LinkedHashMap<>();
        private Optional<String> project = Optional.empty();
        private Optional<String> entity = Optional.empty();
        private Optional<String> id = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<String> jobType = Optional.empty();
        private Optional<String> group = Optional.empty();
        private Optional<List<String>> tags = Optional.empty();
        private Optional<String> notes = Optional.empty();
        private Optional<Resume> resume = Optional.empty();
        private OptionalLong rewindTo = OptionalLong.empty();
        private boolean keepEdited;
        private Optional<Instant> startedAt = Optional.empty();

        private Builder() {}

        public Builder project(String value) {
            project = Optional.of(value);
            return this;
        }

        public Builder entity(String value) {
            entity = Optional.of(value);
            return this;
        }

        /// @throws InvalidInputException at [#build()], when it is no run id
        public Builder id(String value) {
            id = Optional.of(value);
            return this;
        }

        public Builder name(String value) {
            name = Optional.of(value);
            return this;
        }

        public Builder jobType(String value) {
            jobType = Optional.of(value);
            return this;
        }

        public Builder group(String value) {
            group = Optional.of(value);
            return this;
        }

        public Builder tags(List<String> values) {
            tags = Optional.of(values);
            return this;
        }

        public Builder tags(String... values) {
            return tags(List.of(values));
        }

        public Builder notes(String value) {
            notes = Optional.of(value);
            return this;
        }

        /// Numbers, texts, booleans, lists and maps of these.
        public Builder config(Map<String, ?> values) {
            values.forEach(this::config);
            return this;
        }

        public Builder config(String key, Object value) {
            config.put(key, Input.json(value));
            return this;
        }

        public Builder resume(Resume value) {
            resume = Optional.of(value);
            return this;
        }

        /// Continues after this step; later rows of an existing run are dropped.
        public Builder rewindTo(long step) {
            if (step < -1) {
                throw new InvalidInputException("cannot rewind to step " + step + "; -1 is before the first");
            }
            rewindTo = OptionalLong.of(step);
            return this;
        }

        /// The history of an existing run is replaced by what is logged now, in a new generation.
        public Builder overwriteHistory() {
            return rewindTo(-1);
        }

        /// An existing run keeps display name, notes and tags.
        public Builder keepEdited() {
            keepEdited = true;
            return this;
        }

        /// For a run that records something that began at another time.
        public Builder startedAt(Instant time) {
            startedAt = Optional.of(time);
            return this;
        }

        public RunOptions build() {
            RunOptions own = new RunOptions(
                    project,
                    entity,
                    id,
                    name,
                    jobType,
                    group,
                    tags,
                    notes,
                    config,
                    resume,
                    rewindTo,
                    keepEdited,
                    startedAt);
            return options == null ? own : own.orElse(options);
        }
    }
}
