package dev.tunebook.finetune.acceptance;

import dev.tunebook.finetune.format.DatasetLine;
import dev.tunebook.finetune.internal.Fingerprint;
import dev.tunebook.finetune.internal.RunWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/// What a broken method does instead. The bodies are woven into the broken class, so they use public types only.
final class Faults {
    private Faults() {}

    /// It does nothing.
    static final class Nothing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }
    }

    /// It does nothing, and returns the builder it belongs to.
    static final class Forgotten {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean skip() {
            return true;
        }

        @Advice.OnMethodExit
        static void itself(
                @Advice.This Object builder,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            result = builder;
        }
    }

    static final class Yes {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) boolean result) {
            result = true;
        }
    }

    static final class No {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) boolean result) {
            result = false;
        }
    }

    /// It says that there is none.
    static final class None {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) Optional<?> result) {
            result = Optional.empty();
        }
    }

    /// Whatever it is given, it says the same.
    static final class AlwaysTheSame {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) String result) {
            result = "the same";
        }
    }

    static final class NoItems {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) List<?> result) {
            result = List.of();
        }
    }

    /// It says that this is the last page.
    static final class LastPage {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) Optional<Boolean> result) {
            result = Optional.of(false);
        }
    }

    /// Whatever it compares is the greater one.
    static final class Greater {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) int result) {
            result = 1;
        }
    }

    /// It gives back what it was given.
    static final class Unchanged {
        @Advice.OnMethodExit
        static void change(@Advice.Argument(0) String given, @Advice.Return(readOnly = false) String result) {
            result = given;
        }
    }

    static final class AnHourMore {
        @Advice.OnMethodExit
        static void change(@Advice.Return(readOnly = false) Duration result) {
            result = result.plusHours(1);
        }
    }

    /// What it decodes was decoded before.
    static final class DecodedBefore {
        @Advice.OnMethodEnter
        static void change(@Advice.Argument(value = 0, readOnly = false) String text) {
            text = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        }
    }

    /// Behind a broken line there is nothing more.
    static final class EndedByBroken {
        @Advice.OnMethodExit
        static void change(
                @Advice.Return DatasetLine line, @Advice.FieldValue(value = "ended", readOnly = false) boolean ended) {
            if (line instanceof DatasetLine.Broken) {
                ended = true;
            }
        }
    }

    /// It does not remember what it fetched.
    static final class Forgetful {
        @Advice.OnMethodExit
        static void change(@Advice.FieldValue("known") Map<?, ?> known) {
            known.clear();
        }
    }

    /// It names the whole answer along with the thing that was asked for.
    static final class Quoting {
        @Advice.OnMethodEnter
        static void change(
                @Advice.Argument(value = 0, readOnly = false) String thing, @Advice.Argument(3) String body) {
            thing = thing + " " + body;
        }
    }

    /// It writes the fingerprint first: a run that was cut off then looks complete.
    static final class FingerprintFirst {
        @Advice.OnMethodEnter
        static void change(@Advice.Argument(0) RunWriter run, @Advice.Argument(3) Fingerprint fingerprint) {
            run.summary(Map.of(Fingerprint.KEY, fingerprint.toJson()));
        }
    }
}
