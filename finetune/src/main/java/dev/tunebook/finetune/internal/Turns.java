package dev.tunebook.finetune.internal;

import java.util.TreeSet;

/// Who is at work and has not passed its turn yet, by place.
final class Turns {
    private final TreeSet<Integer> ahead = new TreeSet<>();

    /// Somebody begins. Those with smaller places that begin too must have done so before.
    synchronized void enter(int place) {
        ahead.add(place);
    }

    /// Somebody has passed, or will not come any more.
    synchronized void leave(int place) {
        ahead.remove(place);
        notifyAll();
    }

    JobWaiter.Turn of(int place) {
        return new JobWaiter.Turn() {
            @Override
            public void await() {
                awaitTurn(place);
            }

            @Override
            public void pass() {
                leave(place);
            }
        };
    }

    // Whoever is ahead ends its look for certain, so an interrupt can wait until then.
    private synchronized void awaitTurn(int place) {
        boolean interrupted = false;
        while (!ahead.isEmpty() && ahead.first() < place) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
