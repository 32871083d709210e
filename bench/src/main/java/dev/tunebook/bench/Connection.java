package dev.tunebook.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One HTTP/1.1 connection that is kept open; cheap, since it shares the machine with what it measures.
final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 8192);
    }

    /// Sends a whole request, such as {@link Requests} makes.
    ///
    /// @return the status of the answer, whose body is passed over
    int send(byte[] request) throws IOException {
        Head head = exchange(request);
        in.skipNBytes(head.length());
        return head.status();
    }

    /// As {@link #send}, for an answer that must be 200.
    ///
    /// @return its body
    byte[] answer(byte[] request) throws IOException {
        Head head = exchange(request);
        byte[] body = in.readNBytes((int) head.length());
        if (head.status() != 200) {
            throw new IOException("status " + head.status() + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private record Head(int status, long length) {}

    private Head exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String line = line();
        int status = Integer.parseInt(line, 9, 12, 10);
        long length = 0;
        for (line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).trim());
            }
        }
        return new Head(status, length);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
