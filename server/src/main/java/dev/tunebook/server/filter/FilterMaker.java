package dev.tunebook.server.filter;

import com.google.re2j.Pattern;
import dev.tunebook.store.runs.RunFilter.Comparison;
import dev.tunebook.store.runs.RunFilter.Value;
import java.util.List;

/// Builds the filter of one kind of thing from what {@link FilterReader} reads.
///
/// @param <F> such a filter
public interface FilterMaker<F> {
    /// True of everything when there are no parts.
    F all(List<F> parts);

    /// True of nothing when there are no parts.
    F any(List<F> parts);

    F not(F part);

    F compare(String key, Comparison comparison, Value value);

    F in(String key, List<Value> values);

    /// So many values.
    F size(String key, long size);

    /// Present and not null.
    F exists(String key);

    /// A text in which the pattern is found somewhere.
    F matches(String key, Pattern pattern);
}
