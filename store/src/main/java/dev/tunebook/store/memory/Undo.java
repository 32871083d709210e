package dev.tunebook.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/// How to take back what a write did, last step first.
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void add(Runnable step) {
        steps.push(step);
    }

    void forget() {
        steps.clear();
    }

    void takeBack() {
        steps.forEach(Runnable::run);
        steps.clear();
    }
}
