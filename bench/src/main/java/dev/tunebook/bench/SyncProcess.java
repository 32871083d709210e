package dev.tunebook.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunebook.finetune.SyncOptions;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.Outcome;
import dev.tunebook.finetune.WandbLogger;
import dev.tunebook.finetune.openai.Credential;
import dev.tunebook.finetune.openai.OpenAiProvider;
import dev.tunebook.finetune.openai.OpenAiSettings;
import dev.tunebook.model.Secret;
import dev.tunebook.sdk.Settings;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.HttpCall;
import dev.tunebook.sdk.internal.http.HttpReply;
import dev.tunebook.sdk.internal.http.Sleeper;
import dev.tunebook.sdk.internal.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Syncs all jobs of a provider again and again in one process, and counts what it asks the tracker.
///
/// `syncing PROVIDER KEY TRACKER KEY PROJECT TIMES`
final class SyncProcess {
    private SyncProcess() {}

    /// A network that counts.
    private static final class Counted implements Transport {
        final AtomicInteger requests = new AtomicInteger();
        final AtomicInteger mutating = new AtomicInteger();
        private final Transport network;

        Counted(Transport network) {
            this.network = network;
        }

        @Override
        public HttpReply send(HttpCall call) {
            requests.incrementAndGet();
            if (mutates(call)) {
                mutating.incrementAndGet();
            }
            return network.send(call);
        }

        private static boolean mutates(HttpCall call) {
            boolean asks = call.body() instanceof HttpCall.Body.Bytes body
                    && call.address().getPath().endsWith("/graphql")
                    && !new String(body.bytes(), UTF_8).contains("\"mutation");
            return !call.method().equals("GET") && !asks;
        }
    }

    static void main(String[] arguments) throws IOException {
        for (int time = 1; time <= Integer.parseInt(arguments[5]); time++) {
            Counted network = new Counted(Client.World.real().network());
            long begun = System.nanoTime();
            SyncReport report = WandbLogger.sync(SyncOptions.builder()
                    .provider(new OpenAiProvider(
                            OpenAiSettings.of(URI.create(arguments[0]), new Credential.Bearer(arguments[1]))))
                    .settings(Settings.of(URI.create(arguments[2]), new Secret(arguments[3])).toBuilder()
                            .world(new Client.World(network, InstantSource.system(), Sleeper.REAL, new SecureRandom()))
                            .build())
                    .project(arguments[4])
                    .build());
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "sync %d: %.2f s, %d created, %d unchanged, %d failed; to the tracker %d requests, %d of them mutating%n",
                    time,
                    seconds,
                    report.with(Outcome.CREATED).size(),
                    report.with(Outcome.UNCHANGED).size(),
                    report.with(Outcome.FAILED).size(),
                    network.requests.get(),
                    network.mutating.get());
        }
        System.out.println("done");
        // The parent looks at how much memory it took, then has it end.
        BareServer.waitForEnd(System.in);
    }
}
