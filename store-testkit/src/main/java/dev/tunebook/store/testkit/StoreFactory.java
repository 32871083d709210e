package dev.tunebook.store.testkit;

import dev.tunebook.store.Store;
import dev.tunebook.store.rules.StoreSettings;
import java.nio.file.Path;

/// Opens the store under test.
@FunctionalInterface
public interface StoreFactory {

    /// @param folder where it may keep its data; the same folder again means the same data, for engines that last
    Store open(Path folder, StoreSettings settings);
}
