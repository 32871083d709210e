package dev.tunebook.cli;

import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps a command running until it is told to stop (SIGTERM, Ctrl-C), then closes what it runs and ends with 0.
final class Termination {

    private static final Logger LOG = Logger.getLogger(Termination.class.getName());

    private final Surroundings around;

    Termination(Surroundings around) {
        this.around = around;
    }

    /// Never returns in a process of its own: the signal ends it. Returns when this thread is interrupted, closed.
    void await(AutoCloseable running) {
        CountDownLatch never = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    int code = close(running) ? 0 : 1;
                    Runtime.getRuntime().halt(code);
                },
                "tunebook-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Runtime.getRuntime().removeShutdownHook(stop);
            close(running);
        }
    }

    private boolean close(AutoCloseable running) {
        try {
            running.close();
            around.err().println("stopped");
            return true;
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Stopping did not go well", e);
            return false;
        } finally {
            around.out().flush();
            around.err().flush();
        }
    }
}
