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

    /// How many steps there are so far.
    int mark() {
        return steps.size();
    }

    /// Takes back what was done since the mark.
    void takeBack(int mark) {
        while (steps.size() > mark) {
            steps.pop().run();
        }
    }
}
