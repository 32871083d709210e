package dev.tunebook.server;

import dev.tunebook.server.accounts.AccountsFeature;
import dev.tunebook.server.admin.AdminFeature;
import dev.tunebook.server.artifacts.ArtifactsFeature;
import dev.tunebook.server.auth.Authenticator;
import dev.tunebook.server.auth.Credentials;
import dev.tunebook.server.auth.FirstStart;
import dev.tunebook.server.auth.InternalKeys;
import dev.tunebook.server.auth.Origins;
import dev.tunebook.server.auth.SealingKeys;
import dev.tunebook.server.auth.SignedAddresses;
import dev.tunebook.server.auth.SigningKeys;
import dev.tunebook.server.datasets.DatasetsFeature;
import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;
import dev.tunebook.server.feature.SchemaFiles;
import dev.tunebook.server.files.FilesFeature;
import dev.tunebook.server.finetunes.FinetunesFeature;
import dev.tunebook.server.graphql.GraphQlEndpoint;
import dev.tunebook.server.graphql.GraphQlEngine;
import dev.tunebook.server.graphql.Wiring;
import dev.tunebook.server.history.HistoryFeature;
import dev.tunebook.server.http.HostPolicy;
import dev.tunebook.server.http.HttpServer;
import dev.tunebook.server.http.Links;
import dev.tunebook.server.http.Proxies;
import dev.tunebook.server.http.Route;
import dev.tunebook.server.http.Router;
import dev.tunebook.server.http.StaticUi;
import dev.tunebook.server.info.InfoFeature;
import dev.tunebook.server.live.LiveFeature;
import dev.tunebook.server.projects.ProjectsFeature;
import dev.tunebook.server.providers.ProviderCheck;
import dev.tunebook.server.providers.ProviderConnections;
import dev.tunebook.server.registry.RegistryFeature;
import dev.tunebook.server.runs.RunsFeature;
import dev.tunebook.server.storage.AbandonedUploads;
import dev.tunebook.server.storage.Collector;
import dev.tunebook.server.storage.Intake;
import dev.tunebook.server.storage.Storage;
import dev.tunebook.server.storage.StorageRoutes;
import dev.tunebook.server.views.ViewsFeature;
import dev.tunebook.store.Store;
import dev.tunebook.store.StoreException;
import dev.tunebook.store.Viewer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// A running server. It does not own the store: whoever opened that closes it, after the server.
public final class TunebookServer implements AutoCloseable {
    private final HttpServer http;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tunebook-background").factory());
    private final List<Feature> features;
    private final Router router;
    private final GraphQlEngine graphql;
    private final Links links;
    private final URI localUrl;
    private final Store store;
    private final Credentials credentials;
    private final Storage storage;
    private final Collector collector;
    private final ProviderConnections providers;
    private final Optional<FirstStart.Welcome> welcome;

    private TunebookServer(
            ServerConfig config,
            Store store,
            HttpServer http,
            InstantSource clock,
            SecureRandom random,
            ProviderCheck providerCheck) {
        this.http = http;
        this.store = store;
        this.localUrl = URI.create("http://" + shown(config.network().host()) + ":" + http.port());
        URI publicUrl = config.network().publicUrl().orElse(localUrl);
        this.links = new Links(publicUrl);
        SigningKeys keys = SigningKeys.open(config.data().resolve("signing.keys"), random, clock);
        SignedAddresses addresses = new SignedAddresses(keys, links, clock);
        Origins origins = new Origins(links);
        this.credentials = new Credentials(store, links, config.access(), random, clock);
        InternalKeys internalKeys = new InternalKeys(random);
        Authenticator gate = new Authenticator(store, origins, addresses, config.access(), clock, internalKeys);
        SealingKeys sealing =
                SealingKeys.open(config.providers().keys(), config.data().resolve("provider.keys"), random);
        this.providers =
                ProviderConnections.open(store, config.providers().hosts(), sealing, internalKeys, providerCheck);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.welcome = FirstStart.run(
                store, credentials, config.adminKey(), config.data().resolve("admin.key"), random);
        this.storage = new Storage(
                store.blobs(),
                addresses,
                links,
                clock,
                config.access().address(),
                config.bodies().file());
        Platform platform = new Platform(
                store,
                clock,
                random,
                links,
                gate,
                origins,
                credentials,
                sealing,
                storage,
                config.bodies(),
                metrics,
                background,
                clock.instant());
        new AbandonedUploads(store.blobs(), clock).clearHourly(background);
        this.collector = new Collector(store, clock, config.blobGrace());
        collector.collectHourly(background);
        this.features = features(platform, config, metrics, collector, providers);
        Wiring wiring = Wiring.create();
        features.forEach(feature -> feature.wire(wiring));
        this.graphql = new GraphQlEngine(SchemaFiles.read(features), wiring, config.queries(), clock);
        this.router = new Router(routes(), gate);
        http.open(router, new HostPolicy(publicUrl, hosts(config)), links.origin());
    }

    /// Listens, makes the first administrator where there are no users, and answers from then on.
    public static TunebookServer start(ServerConfig config, Store store) {
        return start(config, store, ProviderCheck.NONE);
    }

    /// As above, for somebody who follows provider connections.
    public static TunebookServer start(ServerConfig config, Store store, ProviderCheck providerCheck) {
        return start(config, store, InstantSource.system(), new SecureRandom(), providerCheck);
    }

    /// As above, with the time and the randomness given.
    public static TunebookServer start(ServerConfig config, Store store, InstantSource clock, SecureRandom random) {
        return start(config, store, clock, random, ProviderCheck.NONE);
    }

    /// As above, with everything given.
    public static TunebookServer start(
            ServerConfig config, Store store, InstantSource clock, SecureRandom random, ProviderCheck providerCheck) {
        HttpServer http = HttpServer.start(new HttpServer.Settings(
                config.network().host(),
                config.network().port(),
                config.bodies(),
                config.admission(),
                new Proxies(Set.copyOf(config.network().trustedProxies()))));
        try {
            return new TunebookServer(config, store, http, clock, random, providerCheck);
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /// Where users reach the server.
    public URI url() {
        return URI.create(links.base());
    }

    /// Where this machine reaches it, whatever address users are given.
    public URI localUrl() {
        return localUrl;
    }

    /// For whoever follows the jobs of providers.
    public ProviderConnections providers() {
        return providers;
    }

    public int port() {
        return http.port();
    }

    /// What to tell the operator when this was the very first start.
    public Optional<FirstStart.Welcome> welcome() {
        return welcome;
    }

    /// An address that signs this user in, once.
    public String signInLink(String username) {
        return store.accounts()
                .user(Viewer.system("sign-in link"), username)
                .map(user -> credentials.signInLink(user.id()))
                .orElseThrow(() -> new StoreException.NotFound("There is no user '" + username + "'."));
    }

    /// The names no user, team or organisation may take, because routes own them.
    public Set<String> reservedNames() {
        return router.reservedNames();
    }

    Router router() {
        return router;
    }

    GraphQlEngine graphql() {
        return graphql;
    }

    /// Refuses new requests, ends streams, lets running requests finish (within 10 s in all), and closes the socket.
    @Override
    public void close() {
        background.shutdownNow();
        collector.close();
        features.forEach(Feature::stop);
        http.close();
    }

    private static List<Feature> features(
            Platform platform,
            ServerConfig config,
            PrometheusMeterRegistry metrics,
            Collector collector,
            ProviderConnections providers) {
        List<Feature> features = new ArrayList<>(List.of(
                new AccountsFeature(platform),
                new AdminFeature(platform, collector, providers),
                new ProjectsFeature(platform),
                new RunsFeature(platform, config.crashedAfter()),
                new FinetunesFeature(platform),
                new HistoryFeature(platform, config.streamRequestsPerMinute()),
                new LiveFeature(platform),
                new FilesFeature(platform),
                new ArtifactsFeature(platform, config.storageRegions()),
                new DatasetsFeature(platform, config.data().resolve("insights")),
                new RegistryFeature(platform),
                new ViewsFeature(platform)));
        List<String> flags =
                features.stream().flatMap(feature -> feature.flags().stream()).toList();
        features.add(new InfoFeature(metrics, flags));
        return List.copyOf(features);
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>(new GraphQlEndpoint(graphql).routes());
        features.forEach(feature -> routes.addAll(feature.routes()));
        List<Intake> intakes =
                features.stream().flatMap(feature -> feature.intakes().stream()).toList();
        routes.addAll(new StorageRoutes(storage, store.blobs(), intakes).routes());
        routes.addAll(new StaticUi(TunebookServer.class.getClassLoader()).routes());
        return routes;
    }

    private static List<String> hosts(ServerConfig config) {
        Set<String> hosts = new HashSet<>(config.network().allowedHosts());
        hosts.add(config.network().host());
        return List.copyOf(hosts);
    }

    private static String shown(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }
}
