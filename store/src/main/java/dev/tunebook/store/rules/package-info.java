/// What holds whatever the engine: who may do what, how names, versions and aliases behave, what a change is. Every
/// store is these rules over an engine's rows. Nothing outside the store modules may use it.
@NullMarked
package dev.tunebook.store.rules;

import org.jspecify.annotations.NullMarked;
