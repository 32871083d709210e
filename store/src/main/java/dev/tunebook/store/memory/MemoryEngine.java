package dev.tunebook.store.memory;

import dev.tunebook.store.rows.Engine;
import dev.tunebook.store.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/// One writer or many readers; a write that fails is taken back step by step.
final class MemoryEngine implements Engine {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final Undo undo = new Undo();
    private final List<Long> changedProjects = new ArrayList<>();
    private final MemoryRows rows = new MemoryRows(undo, changedProjects::add, lock::isWriteLockedByCurrentThread);

    @Override
    public <T> T read(Function<Rows, T> work) {
        lock.readLock().lock();
        try {
            return work.apply(rows);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public <T> T write(Function<Rows, T> work) {
        if (lock.isWriteLockedByCurrentThread()) {
            return applied(work);
        }
        Set<Long> changed;
        T answer;
        lock.writeLock().lock();
        try {
            answer = applied(work);
            changed = new LinkedHashSet<>(changedProjects);
        } finally {
            undo.forget();
            changedProjects.clear();
            lock.writeLock().unlock();
        }
        changed.forEach(project -> listeners.forEach(listener -> listener.changed(project)));
        return answer;
    }

    private <T> T applied(Function<Rows, T> work) {
        int mark = undo.mark();
        int changedBefore = changedProjects.size();
        boolean done = false;
        try {
            var answer = work.apply(rows);
            done = true;
            return answer;
        } finally {
            if (!done) {
                undo.takeBack(mark);
                changedProjects.subList(changedBefore, changedProjects.size()).clear();
            }
        }
    }

    @Override
    public void afterCommit(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
