package dev.tunebook.finetune.internal;

import java.util.Optional;

/// A training or validation file of a job.
///
/// @param name what its owner called it, where the provider still knows
/// @param availability whether its content can be had
public record DataFile(Role role, String id, Optional<String> name, Availability availability) {

    /// What a job uses a file for; decides the names in the tracker.
    public enum Role {
        TRAIN("train", "training"),
        VALID("valid", "validation");

        private final String prefix;
        private final String field;

        Role(String prefix, String field) {
            this.prefix = prefix;
            this.field = field;
        }

        /// `train` or `valid`: begins artifact names, table keys and counts.
        public String prefix() {
            return prefix;
        }

        /// `training` or `validation`: begins the fields of a job.
        public String field() {
            return field;
        }

        /// `training_files` or `validation_files`.
        public String artifactType() {
            return field + "_files";
        }
    }
}
