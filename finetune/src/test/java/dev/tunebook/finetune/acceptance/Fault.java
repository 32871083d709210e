package dev.tunebook.finetune.acceptance;

import java.util.Arrays;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.matcher.ElementMatchers;

/// A fault of the sync itself: one of its methods, broken in place while a test runs. What the test then sees is the
/// code that ships, but for that.
///
/// @param method every one of this name
/// @param how what it does instead; see [Faults]
record Fault(String type, String method, Class<?> how) {
    static {
        ByteBuddyAgent.install();
    }

    static Fault in(Class<?> type, String method, Class<?> how) {
        return new Fault(type.getName(), method, how);
    }

    /// In a class that is not public.
    ///
    /// @param type without `dev.tunebook.finetune.`
    static Fault in(String type, String method, Class<?> how) {
        return new Fault("dev.tunebook.finetune." + type, method, how);
    }

    interface Action {
        void run() throws Exception;
    }

    /// Runs an action with the fault, and mends it.
    void during(Action action) throws Exception {
        Class<?> broken = Class.forName(type);
        if (Arrays.stream(broken.getDeclaredMethods())
                .noneMatch(declared -> declared.getName().equals(method))) {
            throw new IllegalStateException(
                    type + " has no method " + method + " any more; the fault must find another place");
        }
        ClassReloadingStrategy inPlace = ClassReloadingStrategy.fromInstalledAgent();
        new ByteBuddy()
                .redefine(broken)
                .visit(Advice.to(how).on(ElementMatchers.named(method)))
                .make()
                .load(broken.getClassLoader(), inPlace);
        try {
            action.run();
        } finally {
            inPlace.reset(broken);
        }
    }
}
