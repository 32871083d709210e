package dev.tunebook.sdk;

import dev.tunebook.model.Secret;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.client.Client;
import dev.tunebook.sdk.internal.http.Endpoint;
import dev.tunebook.sdk.internal.settings.ApiKeyRule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which server, as whom, and how. Read from the same places as the official client ([#load()]), or built by
/// hand.
///
/// | Setter | Variable, settings file | Default |
/// |---|---|---|
/// | `baseUrl` | `WANDB_BASE_URL`, `base_url` | the cloud |
/// | `appUrl` | `WANDB_APP_URL`, `app_url` | derived from the base URL |
/// | `apiKey` | `WANDB_API_KEY`, `api_key`, netrc | none |
/// | `entity` | `WANDB_ENTITY`, `entity` | the key's default entity |
/// | `project` | `WANDB_PROJECT`, `project` | `uncategorized` |
/// | `mode` | `WANDB_MODE`, `mode` | online |
/// | `directory` | `WANDB_DIR`, `root_dir` | the working directory |
/// | `extraHeaders` | `WANDB_X_EXTRA_HTTP_HEADERS` (JSON) | none |
/// | `streamInterval` | `WANDB_X_FILE_STREAM_TRANSMIT_INTERVAL` (seconds) | 15 s |
/// | `patience` | `WANDB_INIT_TIMEOUT` (seconds) | 90 s |
/// | `finishTimeout` | | 10 min |
public final class Settings {
    /// The address of the cloud service.
    public static final URI CLOUD = URI.create("https://api.forge.coreweave.com");

    private final Builder values;

    private Settings(Builder values) {
        this.values = new Builder(values);
    }

    /// What environment, settings files and netrc say, later ones over earlier: global file, workspace file,
    /// environment.
    public static Settings load() {
        return load(System.getenv());
    }

    /// As [#load()], with these variables in place of the process's own.
    public static Settings load(Map<String, String> environment) {
        return SettingsLoader.load(environment, Path.of(System.getProperty("user.home", ".")), Path.of(""));
    }

    /// Only the defaults, for a server given by hand.
    public static Settings of(URI baseUrl, Secret apiKey) {
        return new Builder().baseUrl(baseUrl).apiKey(apiKey).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// A builder that starts from these settings, which stay as they are.
    public Builder toBuilder() {
        return new Builder(values);
    }

    public URI baseUrl() {
        return values.baseUrl;
    }

    /// Where the pages of the server are. What it signs below this address is asked for at the base URL, which may be
    /// another one: a proxy's outside, the server's own inside.
    public URI appUrl() {
        return values.appUrl.orElseGet(() -> URI.create(derivedAppUrl(values.baseUrl.toString())));
    }

    public Optional<Secret> apiKey() {
        return values.apiKey;
    }

    public Optional<String> entity() {
        return values.entity;
    }

    public Optional<String> project() {
        return values.project;
    }

    public Mode mode() {
        return values.mode;
    }

    public Path directory() {
        return values.directory;
    }

    public Map<String, String> extraHeaders() {
        return values.extraHeaders;
    }

    /// Shortest time between two uploads of a run's lines.
    public Duration streamInterval() {
        return values.streamInterval;
    }

    /// How long a call somebody waits for may be repeated.
    public Duration patience() {
        return values.patience;
    }

    /// How long [Run#finish] waits for the server to take what is left.
    public Duration finishTimeout() {
        return values.finishTimeout;
    }

    /// Options every run starts from: `WANDB_RUN_ID`, `WANDB_NAME` and so on.
    RunOptions runDefaults() {
        return values.runDefaults;
    }

    /// Network, time, sleep and randomness.
    Client.World world() {
        return values.world.orElseGet(Client.World::real);
    }

    Endpoint endpoint() {
        return new Endpoint(values.baseUrl, values.apiKey, values.extraHeaders, values.appUrl);
    }

    private static String derivedAppUrl(String base) {
        if (base.contains("://api.wandb.")) {
            return base.replace("://api.wandb.", "://wandb.");
        }
        if (base.equals(CLOUD.toString())) {
            return "https://forge.coreweave.com/wandb";
        }
        return base.replace("://api.", "://app.");
    }

    /// Collects settings; each call returns the same builder.
    public static final class Builder {
        private URI baseUrl = CLOUD;
        private Optional<URI> appUrl = Optional.empty();
        private Optional<Secret> apiKey = Optional.empty();
        private Optional<String> entity = Optional.empty();
        private Optional<String> project = Optional.empty();
        private Mode mode = Mode.ONLINE;
        private Path directory = Path.of("");
        private Map<String, String> extraHeaders = Map.of();
        private Duration streamInterval = Duration.ofSeconds(15);
        private Duration patience = Duration.ofSeconds(90);
        private Duration finishTimeout = Duration.ofMinutes(10);
        private RunOptions runDefaults = RunOptions.DEFAULTS;
        private Optional<Client.World> world = Optional.empty();

        private Builder() {}

        private Builder(Builder other) {
            this.baseUrl = other.baseUrl;
            this.appUrl = other.appUrl;
            this.apiKey = other.apiKey;
            this.entity = other.entity;
            this.project = other.project;
            this.mode = other.mode;
            this.directory = other.directory;
            this.extraHeaders = other.extraHeaders;
            this.streamInterval = other.streamInterval;
            this.patience = other.patience;
            this.finishTimeout = other.finishTimeout;
            this.runDefaults = other.runDefaults;
            this.world = other.world;
        }

        /// An `http` or `https` address; the three spellings of the cloud are one.
        public Builder baseUrl(URI address) {
            String text = address.toString().replaceAll("/+$", "");
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (!web || address.getHost() == null) {
                throw new InvalidInputException(
                        "the base URL \"" + text + "\" is no web address; use for instance http://127.0.0.1:8080");
            }
            boolean cloud =
                    text.equals("https://forge.coreweave.com") || text.equals("https://forge.coreweave.com/api/wandb");
            this.baseUrl = cloud ? CLOUD : URI.create(text);
            return this;
        }

        public Builder appUrl(URI address) {
            this.appUrl = Optional.of(URI.create(address.toString().replaceAll("/+$", "")));
            return this;
        }

        /// @throws InvalidInputException when this cannot be a key
        public Builder apiKey(Secret key) {
            ApiKeyRule.check(key.reveal());
            this.apiKey = Optional.of(key);
            return this;
        }

        public Builder entity(String name) {
            this.entity = Optional.of(name);
            return this;
        }

        public Builder project(String name) {
            this.project = Optional.of(name);
            return this;
        }

        public Builder mode(Mode wanted) {
            this.mode = wanted;
            return this;
        }

        public Builder directory(Path folder) {
            this.directory = folder;
            return this;
        }

        public Builder extraHeaders(Map<String, String> headers) {
            this.extraHeaders = Map.copyOf(new LinkedHashMap<>(headers));
            return this;
        }

        public Builder streamInterval(Duration interval) {
            this.streamInterval = interval;
            return this;
        }

        public Builder patience(Duration time) {
            this.patience = time;
            return this;
        }

        public Builder finishTimeout(Duration time) {
            this.finishTimeout = time;
            return this;
        }

        Builder runDefaults(RunOptions options) {
            this.runDefaults = options;
            return this;
        }

        /// Brings another network, time, sleep or randomness than the real ones. For tests.
        public Builder world(Client.World other) {
            this.world = Optional.of(other);
            return this;
        }

        public Settings build() {
            return new Settings(this);
        }
    }
}
