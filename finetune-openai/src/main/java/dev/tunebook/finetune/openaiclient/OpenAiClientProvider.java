package dev.tunebook.finetune.openaiclient;

import com.google.errorprone.annotations.MustBeClosed;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.files.FileListParams;
import com.openai.models.finetuning.jobs.JobListEventsParams;
import com.openai.models.finetuning.jobs.JobListParams;
import com.openai.models.finetuning.jobs.checkpoints.CheckpointListParams;
import dev.tunebook.finetune.format.FineTuneCheckpoint;
import dev.tunebook.finetune.format.FineTuneEvent;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FormatException;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderFile;
import dev.tunebook.finetune.format.ProviderModel;
import dev.tunebook.finetune.format.RawJson;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;

/// The fine-tunes a `com.openai.client.OpenAIClient` sees: its address, credential, proxy and retries are the
/// client's own.
///
/// ```java
/// OpenAIClient client = OpenAIOkHttpClient.fromEnv();
/// WandbLogger.builder().provider(new OpenAiClientProvider(client)).sync();
/// ```
///
/// Only raw answers are read: the library's own getters throw on what real jobs look like.
public final class OpenAiClientProvider implements FineTuneProvider {
    private static final long PAGE = 100;
    private static final long FILES = 10_000;

    private final OpenAIClient client;

    /// @param client stays the caller's, who closes it
    public OpenAiClientProvider(OpenAIClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "OpenAI";
    }

    @Override
    public ListPage<FineTuneJob> jobs(Optional<String> after) {
        JobListParams.Builder page = JobListParams.builder().limit(PAGE);
        after.ifPresent(page::after);
        return list(
                "job",
                "list of jobs",
                () -> client.fineTuning().jobs().withRawResponse().list(page.build()),
                FineTuneJob::of);
    }

    @Override
    public FineTuneJob job(String jobId) {
        return ask(
                "job " + named(jobId),
                () -> client.fineTuning().jobs().withRawResponse().retrieve(jobId),
                FineTuneJob::parse);
    }

    @Override
    public ListPage<FineTuneEvent> events(String jobId, Optional<String> after, int limit) {
        JobListEventsParams.Builder page = JobListEventsParams.builder().limit(limit);
        after.ifPresent(page::after);
        return list(
                "event",
                "events of job " + named(jobId),
                () -> client.fineTuning().jobs().withRawResponse().listEvents(jobId, page.build()),
                FineTuneEvent::of);
    }

    @Override
    public ListPage<FineTuneCheckpoint> checkpoints(String jobId, Optional<String> after) {
        CheckpointListParams.Builder page = CheckpointListParams.builder().limit(PAGE);
        after.ifPresent(page::after);
        return list(
                "checkpoint",
                "checkpoints of job " + named(jobId),
                () -> client.fineTuning().jobs().checkpoints().withRawResponse().list(jobId, page.build()),
                FineTuneCheckpoint::of);
    }

    @Override
    public ProviderFile file(String fileId) {
        return ask(
                "file " + named(fileId), () -> client.files().withRawResponse().retrieve(fileId), ProviderFile::parse);
    }

    @Override
    public ListPage<ProviderFile> files(Optional<String> after) {
        FileListParams.Builder page = FileListParams.builder().limit(FILES);
        after.ifPresent(page::after);
        return list(
                "file", "list of files", () -> client.files().withRawResponse().list(page.build()), ProviderFile::of);
    }

    @Override
    public ListPage<ProviderModel> models() {
        return list(
                "model",
                "list of models",
                () -> client.models().withRawResponse().list(),
                ProviderModel::of);
    }

    @Override
    public void download(String fileId, Path target) {
        Path arriving = target.resolveSibling(target.getFileName() + ".part");
        read("content of file " + named(fileId), () -> client.files().content(fileId), body -> {
            Files.copy(body, arriving, StandardCopyOption.REPLACE_EXISTING);
            return target;
        });
        try {
            Files.move(arriving, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the content of file " + fileId + " at " + target, e);
        }
    }

    private interface Request {
        @MustBeClosed
        HttpResponse send();
    }

    private interface Reading<T> {
        T of(InputStream body) throws IOException;
    }

    private static <T> ListPage<T> list(String item, String thing, Request request, Function<RawJson, T> parse) {
        return ask(thing, request, text -> ListPage.parse(item, text, parse));
    }

    private static <T> T ask(String thing, Request request, Function<String, T> parse) {
        return read(thing, request, body -> parse.apply(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
    }

    private static <T> T read(String thing, Request request, Reading<T> reading) {
        try (HttpResponse response = request.send()) {
            return reading.of(response.body());
        } catch (OpenAIServiceException e) {
            throw refused(thing, e);
        } catch (OpenAIException | IOException | FormatException e) {
            throw new ProviderException(
                    Kind.TRANSIENT,
                    "No readable answer for the " + thing + " (" + e.getClass().getSimpleName()
                            + "); check the client's address and connection",
                    Optional.empty(),
                    Optional.of(e));
        }
    }

    /// Its own text may quote a key or a line of data, so it goes no further.
    private static ProviderException refused(String thing, OpenAIServiceException e) {
        Optional<String> requestId = e.headers().values("x-request-id").stream().findFirst();
        boolean noCredit = e.code().equals(Optional.of("insufficient_quota"));
        return new ProviderException(
                noCredit ? Kind.DENIED : Kind.ofStatus(e.statusCode()),
                "The OpenAI client got " + e.statusCode() + " for the " + thing
                        + requestId.map(id -> " [request " + id + "]").orElse(""),
                requestId,
                Optional.empty());
    }

    /// The client would ask for something else.
    private static String named(String id) {
        if (id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException(
                    "The id \"" + id + "\" names nothing; give a job or file, such as ftjob-abc123");
        }
        return id;
    }
}
