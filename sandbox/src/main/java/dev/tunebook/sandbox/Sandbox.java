package dev.tunebook.sandbox;

import dev.tunebook.sandbox.script.JobScript;
import dev.tunebook.sandbox.script.JobScriptBuilder;
import dev.tunebook.sandbox.script.ScriptedFile;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/// A fine-tuning provider on loopback.
///
/// ```java
/// try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
///     sandbox.add(ScriptedFile.of("file-a", "training.jsonl", "…"));
///     sandbox.add(JobScript.job("ftjob-a").trainingFile("file-a"));
///     … a client with sandbox.url() and sandbox.apiKey() …
/// }
/// ```
public final class Sandbox implements AutoCloseable {

    private final SandboxOptions options;
    private final Account account;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final WebServer server;

    private Sandbox(SandboxOptions options, int port) {
        this.options = options;
        Clock clock = options.speed() == 1 ? options.clock() : new ScaledClock(options.clock(), options.speed());
        this.account = new Account(clock, options.seed());
        HttpEdge edge = new HttpEdge(new Api(account, options), faults, requests, options);
        this.server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(port)
                .shutdownHook(false)
                // Else the end of an answer waits 40 ms for the client to confirm its beginning.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(HttpRouting.builder().any(edge::handle))
                .build()
                .start();
        // The library only logs why it could not.
        if (!server.isRunning()) {
            throw new UncheckedIOException(new BindException("cannot listen on 127.0.0.1 port " + port));
        }
    }

    /// Starts an empty one on a free port.
    public static Sandbox start(SandboxOptions options) {
        return start(options, 0);
    }

    /// Starts an empty one.
    ///
    /// @param port 0 for a free one
    /// @throws UncheckedIOException caused by a [BindException] when the port is taken or not allowed
    public static Sandbox start(SandboxOptions options, int port) {
        return new Sandbox(options, port);
    }

    /// The base of every path, as clients want it: `http://127.0.0.1:PORT/v1`.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1");
    }

    /// What a client must send as bearer token.
    public String apiKey() {
        return options.apiKey();
    }

    /// Adds a job. Without a time of its own it was created long enough ago to have ended, a second after
    /// the one before.
    ///
    /// @throws IllegalArgumentException if there is one with that id
    public Sandbox add(JobScript job) {
        account.add(job);
        return this;
    }

    /// Adds a job.
    public Sandbox add(JobScriptBuilder job) {
        return add(job.build());
    }

    /// Adds a file, or replaces the one with its id.
    public Sandbox add(ScriptedFile file) {
        account.add(file);
        return this;
    }

    /// Deletes a file as its owner could at any time: jobs keep its id, it answers 404.
    public Sandbox deleteFile(String id) {
        account.deleteFile(id);
        return this;
    }

    /// What goes wrong on purpose.
    public Faults faults() {
        return faults;
    }

    /// What was asked.
    public RequestLog requests() {
        return requests;
    }

    /// The time jobs live in.
    public Instant now() {
        return account.now();
    }

    @Override
    public void close() {
        faults.clear();
        server.stop();
    }
}
