package dev.tunebook.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tunebook.store.StoreException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// The ways a store says no.
final class Refusals {
    private Refusals() {}

    static void notFound(ThrowingCallable call) {
        refused(StoreException.NotFound.class, "not_found", call);
    }

    static void gone(ThrowingCallable call) {
        refused(StoreException.Gone.class, "gone", call);
    }

    static void denied(ThrowingCallable call) {
        refused(StoreException.Denied.class, "denied", call);
    }

    static void conflict(String code, ThrowingCallable call) {
        refused(StoreException.Conflict.class, code, call);
    }

    static void invalid(String code, ThrowingCallable call) {
        refused(StoreException.Invalid.class, code, call);
    }

    private static void refused(Class<? extends StoreException> type, String code, ThrowingCallable call) {
        assertThat(catchThrowable(call))
                .isInstanceOfSatisfying(
                        type, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    /// What is hidden and what does not exist are refused in the same words, or the words would tell.
    static void sameWords(String hidden, ThrowingCallable onHidden, String missing, ThrowingCallable onMissing) {
        assertThat(String.valueOf(catchThrowable(onHidden)).replace(hidden, "*"))
                .isEqualTo(String.valueOf(catchThrowable(onMissing)).replace(missing, "*"));
    }
}
