package dev.tunebook.sdk.internal.client;

import dev.tunebook.sdk.internal.graphql.GraphQl;
import dev.tunebook.sdk.internal.http.Endpoint;
import dev.tunebook.sdk.internal.http.JdkTransport;
import dev.tunebook.sdk.internal.http.RedirectingTransport;
import dev.tunebook.sdk.internal.http.RetryingTransport;
import dev.tunebook.sdk.internal.http.Sleeper;
import dev.tunebook.sdk.internal.http.Transport;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Everything that talks to one server. Uploads are patient and repeat as long as the protocol allows; what
/// a caller waits for gives up after a while.
public final class Client {
    private final Endpoint endpoint;
    private final World world;
    private final Transport patient;
    private final Transport prompt;
    private final Features features;

    /// What is passed in instead of being reached for: network, time, randomness.
    ///
    /// @param random unpredictable where it names things for others
    public record World(Transport network, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
        public static World real() {
            return new World(new JdkTransport(), InstantSource.system(), Sleeper.REAL, new SecureRandom());
        }
    }

    /// @param patience how long a call somebody waits for may be repeated
    public Client(Endpoint endpoint, World world, Duration patience) {
        this.endpoint = endpoint;
        this.world = world;
        this.patient = transport(Optional.empty());
        this.prompt = transport(Optional.of(patience));
        this.features = new Features(graphQl());
    }

    private Transport transport(Optional<Duration> patience) {
        Transport redirecting = new RedirectingTransport(world.network());
        return new RetryingTransport(redirecting, world.clock(), world.sleeper(), world.random()::nextDouble, patience);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public InstantSource clock() {
        return world.clock();
    }

    public RandomGenerator random() {
        return world.random();
    }

    /// For uploads in the background.
    public Transport patient() {
        return patient;
    }

    /// For calls somebody waits for.
    public Transport prompt() {
        return prompt;
    }

    public Features features() {
        return features;
    }

    public GraphQl patientGraphQl() {
        return new GraphQl(patient, endpoint);
    }

    public GraphQl graphQl() {
        return new GraphQl(prompt, endpoint);
    }
}
