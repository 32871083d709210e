package dev.tunebook.bench;

/// Where the server listens just now.
final class ServerAddress {
    private int port;
    private boolean over;

    synchronized void set(int listening) {
        port = listening;
        notifyAll();
    }

    synchronized void gone() {
        port = 0;
    }

    /// There will be no server any more.
    synchronized void over() {
        over = true;
        notifyAll();
    }

    /// Waits for a server.
    ///
    /// @return its port, 0 when there will be none
    synchronized int await() throws InterruptedException {
        while (port == 0 && !over) {
            wait();
        }
        return over ? 0 : port;
    }
}
