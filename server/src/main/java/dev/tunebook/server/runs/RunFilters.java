package dev.tunebook.server.runs;

import com.google.re2j.Pattern;
import dev.tunebook.server.filter.FilterMaker;
import dev.tunebook.server.filter.FilterReader;
import dev.tunebook.store.runs.RunFilter;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import dev.tunebook.store.runs.RunKey;
import java.util.List;
import java.util.Optional;

/// Filters of runs as the store takes them.
final class RunFilters implements FilterMaker<RunFilter> {
    private static final FilterReader<RunFilter> READER = new FilterReader<>(new RunFilters());

    private RunFilters() {}

    /// An absent, empty or null filter means all runs.
    static RunFilter parse(Optional<String> json) {
        return READER.read(json).orElse(RunFilter.ALL);
    }

    @Override
    public RunFilter all(List<RunFilter> parts) {
        return new RunFilter.And(parts);
    }

    @Override
    public RunFilter any(List<RunFilter> parts) {
        return new RunFilter.Or(parts);
    }

    @Override
    public RunFilter not(RunFilter part) {
        return new RunFilter.Not(part);
    }

    @Override
    public RunFilter compare(String key, Comparison comparison, Value value) {
        return new RunFilter.Compare(RunKey.parse(key), comparison, value);
    }

    @Override
    public RunFilter in(String key, List<Value> values) {
        return new RunFilter.In(RunKey.parse(key), values);
    }

    @Override
    public RunFilter size(String key, long size) {
        return new RunFilter.Size(RunKey.parse(key), size);
    }

    @Override
    public RunFilter exists(String key) {
        return new RunFilter.Exists(RunKey.parse(key));
    }

    @Override
    public RunFilter matches(String key, Pattern pattern) {
        return new RunFilter.Matches(RunKey.parse(key), pattern);
    }
}
