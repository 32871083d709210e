package dev.tunebook.store.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets those who wait for the same folder share a sync: one that began after they came is theirs, too.
final class SharedSync implements FileBlobStore.FolderSync {
    private final FileBlobStore.FolderSync sync;
    private final ConcurrentHashMap<Path, Turns> folders = new ConcurrentHashMap<>();

    SharedSync(FileBlobStore.FolderSync sync) {
        this.sync = sync;
    }

    @Override
    public void sync(Path folder) throws IOException {
        folders.computeIfAbsent(folder, Turns::new).sync();
    }

    private final class Turns {
        private final Path folder;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition over = lock.newCondition();
        private long asked;
        private long done;
        private boolean running;

        Turns(Path folder) {
            this.folder = folder;
        }

        void sync() throws IOException {
            lock.lock();
            try {
                long mine = ++asked;
                while (done < mine) {
                    if (running) {
                        over.awaitUninterruptibly();
                    } else {
                        take();
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        /// Syncs for all that have asked by now. A failure is told to whoever does it; the others try themselves.
        private void take() throws IOException {
            long all = asked;
            running = true;
            lock.unlock();
            boolean synced = false;
            try {
                sync.sync(folder);
                synced = true;
            } finally {
                lock.lock();
                running = false;
                done = synced ? all : done;
                over.signalAll();
            }
        }
    }
}
