package dev.tunebook.finetune.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// A case of the acceptance list: its static `clauses()` are its table, and each row holds over the chosen storages.
@ExtendWith(Worlds.class)
abstract class AcceptanceCase {
    @ParameterizedTest(name = "{0} [{1}]")
    @ArgumentsSource(ClausesOverStorages.class)
    void holds(Clause clause, Storage storage, Worlds.Source worlds) throws Exception {
        clause.verify(worlds.over(storage));
    }
}
