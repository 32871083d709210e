package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.EventBody;
import dev.tunebook.sandbox.script.Noise;
import dev.tunebook.sandbox.script.ScriptedCheckpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// `/fine_tuning/jobs` and what is below.
final class JobEndpoints {

    private static final Pattern METADATA = Pattern.compile("metadata\\[(.+)]");

    private final Account account;
    private final Page page;
    private final SandboxOptions options;

    JobEndpoints(Account account, SandboxOptions options) {
        this.account = account;
        this.page = new Page(options);
        this.options = options;
    }

    Answer list(Call call) {
        Instant now = account.now();
        List<LiveJob> all = account.jobs();
        Page.Kind kind = new Page.Kind(20, options.maximumLimit(), false);
        if (call.query().keySet().stream().noneMatch(name -> name.startsWith("metadata"))
                && (all.isEmpty() || !all.getFirst().created().isAfter(now))) {
            return Answer.json(
                    page.of(call, kind, all.size(), account::jobPosition, i -> JobDocument.of(all.get(i), now)));
        }
        List<LiveJob> selected = all.stream()
                .filter(job -> !job.created().isAfter(now) && matches(job, call))
                .toList();
        return Answer.json(page.of(
                call, kind, selected.size(), id -> position(selected, id), i -> JobDocument.of(selected.get(i), now)));
    }

    private static OptionalInt position(List<LiveJob> jobs, String id) {
        return IntStream.range(0, jobs.size())
                .filter(i -> jobs.get(i).script().id().equals(id))
                .findFirst();
    }

    private static boolean matches(LiveJob job, Call call) {
        Map<String, String> wanted = new HashMap<>();
        call.query().forEach((name, values) -> {
            Matcher matcher = METADATA.matcher(name);
            if (matcher.matches()) {
                wanted.put(matcher.group(1), values.getFirst());
            }
        });
        Map<String, String> metadata = job.script().metadata();
        boolean wantsNone = call.parameter("metadata").filter("null"::equals).isPresent();
        return wantsNone ? metadata.isEmpty() : metadata.entrySet().containsAll(wanted.entrySet());
    }

    Answer retrieve(String id) {
        return Answer.json(JobDocument.of(visible(id), account.now()));
    }

    Answer cancel(String id) {
        account.cancel(visible(id));
        return retrieve(id);
    }

    Answer pause(String id) {
        account.pause(visible(id));
        return retrieve(id);
    }

    Answer resume(String id) {
        account.resume(visible(id));
        ObjectNode document = JobDocument.of(visible(id), account.now());
        // The first answer after a resume says `queued`, as the official sample does.
        return Answer.json(document.put("status", "queued"));
    }

    private LiveJob visible(String id) {
        LiveJob job = account.job(id);
        if (job.created().isAfter(account.now())) {
            throw Refusal.noJob(id);
        }
        return job;
    }

    Answer events(Call call, String id) {
        Instant now = account.now();
        LiveJob job = visible(id);
        int count = job.eventCount(now);
        Page.Kind kind = new Page.Kind(20, Math.max(options.maximumLimit(), 300), false);
        return Answer.json(page.of(
                call,
                kind,
                count,
                eventId -> newestFirst(job.eventPosition(eventId), count),
                i -> event(job, job.event(count - 1 - i))));
    }

    private static OptionalInt newestFirst(OptionalInt position, int count) {
        return position.isPresent() && position.getAsInt() < count
                ? OptionalInt.of(count - 1 - position.getAsInt())
                : OptionalInt.empty();
    }

    private static ObjectNode event(LiveJob job, LiveJob.LiveEvent event) {
        EventBody body = event.scripted().body().get();
        ObjectNode document = Json.object()
                .put("object", "fine_tuning.job.event")
                .put("id", event.id())
                .put("created_at", job.instant(event).getEpochSecond())
                .put("level", body.level())
                .put("message", body.message());
        document.set("data", body.data());
        body.type().ifPresent(type -> document.put("type", type));
        return document;
    }

    Answer checkpoints(Call call, String id) {
        LiveJob job = visible(id);
        List<ScriptedCheckpoint> newestFirst = job.checkpoints(account.now()).reversed();
        Page.Kind kind = new Page.Kind(10, options.maximumLimit(), true);
        return Answer.json(page.of(
                call,
                kind,
                newestFirst.size(),
                checkpointId -> IntStream.range(0, newestFirst.size())
                        .filter(i -> checkpointId(job, newestFirst.get(i)).equals(checkpointId))
                        .findFirst(),
                i -> checkpoint(job, newestFirst.get(i))));
    }

    private static ObjectNode checkpoint(LiveJob job, ScriptedCheckpoint checkpoint) {
        ObjectNode document = Json.object()
                .put("object", "fine_tuning.job.checkpoint")
                .put("id", checkpointId(job, checkpoint))
                .put("created_at", job.instant(checkpoint.at()).getEpochSecond())
                .put("fine_tuned_model_checkpoint", checkpoint.model())
                .put("fine_tuning_job_id", job.script().id());
        document.set("metrics", checkpoint.metrics());
        return document.put("step_number", checkpoint.step());
    }

    private static String checkpointId(LiveJob job, ScriptedCheckpoint checkpoint) {
        String name = job.script().id() + " checkpoint " + checkpoint.step();
        long seed = job.script().seed();
        return job.script().dialect() == Dialect.AZURE
                ? "ftchkpt-" + Noise.hex(seed, name, 32)
                : "ftckpt_" + Noise.base62(seed, name, 24);
    }
}
