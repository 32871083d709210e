package dev.tunebook.finetune.openai;

import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.ProviderModel;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.Sleeper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// OpenAI, Azure OpenAI, or a service that speaks their dialect at another address.
public final class OpenAiProvider implements FineTuneProvider {
    private static final int PAGE = 100;
    private static final int FILES = 10_000;

    private final String name;
    private final OpenAiHttp http;

    /// A provider at this address.
    public OpenAiProvider(OpenAiSettings settings) {
        this(settings, AddressCheck.ANYWHERE);
    }

    /// A provider that sends nothing where it must not.
    public OpenAiProvider(OpenAiSettings settings, AddressCheck addresses) {
        this(settings, addresses, InstantSource.system(), Sleeper.system(), RandomGenerator.getDefault());
    }

    /// The same with its time and chance passed in.
    ///
    /// @param random spreads the pauses before retries
    public OpenAiProvider(OpenAiSettings settings, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
        this(settings, AddressCheck.ANYWHERE, clock, sleeper, random);
    }

    private OpenAiProvider(
            OpenAiSettings settings,
            AddressCheck addresses,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random) {
        Pace pace = new Pace(settings.requestsPerSecond(), clock, sleeper);
        this.name = settings.service().name();
        this.http = new OpenAiHttp(
                settings,
                new RetryPolicy(settings.retries(), pace, sleeper, random),
                new Refusals(settings.service(), clock),
                addresses);
    }

    /// What the environment names: see [OpenAiSettings].
    ///
    /// @throws IllegalArgumentException without a key
    public static OpenAiProvider fromEnvironment() {
        return new OpenAiProvider(OpenAiSettings.fromEnvironment(System.getenv()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ListPage<FineTuneJob> jobs(Optional<String> after) {
        return http.get(
                "list of jobs",
                List.of("fine_tuning", "jobs"),
                page(after, PAGE),
                text -> ListPage.parse("job", text, FineTuneJob::of));
    }

    @Override
    public FineTuneJob job(String jobId) {
        return http.get("job " + named(jobId), jobPath(jobId), Map.of(), FineTuneJob::parse);
    }

    @Override
    public ListPage<FineTuneEvent> events(String jobId, Optional<String> after, int limit) {
        return http.get(
                "events of job " + named(jobId),
                jobPath(jobId, "events"),
                page(after, limit),
                text -> ListPage.parse("event", text, FineTuneEvent::of));
    }

    @Override
    public ListPage<FineTuneCheckpoint> checkpoints(String jobId, Optional<String> after) {
        return http.get(
                "checkpoints of job " + named(jobId),
                jobPath(jobId, "checkpoints"),
                page(after, PAGE),
                text -> ListPage.parse("checkpoint", text, FineTuneCheckpoint::of));
    }

    @Override
    public ProviderFile file(String fileId) {
        return http.get("file " + named(fileId), List.of("files", fileId), Map.of(), ProviderFile::parse);
    }

    @Override
    public ListPage<ProviderFile> files(Optional<String> after) {
        return http.get(
                "list of files",
                List.of("files"),
                page(after, FILES),
                text -> ListPage.parse("file", text, ProviderFile::of));
    }

    @Override
    public ListPage<ProviderModel> models() {
        return http.get(
                "list of models",
                List.of("models"),
                Map.of(),
                text -> ListPage.parse("model", text, ProviderModel::of));
    }

    @Override
    public void download(String fileId, Path target) {
        http.download("content of file " + named(fileId), List.of("files", fileId, "content"), target);
    }

    private static List<String> jobPath(String jobId, String... more) {
        return Stream.concat(Stream.of("fine_tuning", "jobs", jobId), Arrays.stream(more))
                .toList();
    }

    private static Map<String, String> page(Optional<String> after, int limit) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", String.valueOf(limit));
        after.ifPresent(id -> query.put("after", id));
        return query;
    }

    /// An empty id, or one that is a relative folder, would silently ask for something else.
    private static String named(String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException(
                    "The id \"" + id + "\" names nothing; give a job or file, such as ftjob-abc123");
        }
        return id;
    }
}
