package dev.tunebook.sdk.internal.upload;

import dev.tunebook.model.wire.FileStreamRequest;
import dev.tunebook.sdk.error.ApiException;
import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.error.TransportException;
import dev.tunebook.sdk.error.WandbException;
import dev.tunebook.sdk.internal.journal.JournalRecord;
import dev.tunebook.sdk.internal.journal.RunJournal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// Carries a run's journal to the server: the first batch at once, then one each interval, a heartbeat when
/// there was nothing, the rest when the run ends. What was sent is acknowledged in the journal, so that
/// another process can go on. [#turn()] is all there is to it; [#run()] only repeats it.
public final class UploadLoop implements Runnable {
    private static final int BATCH_BYTES = 4 << 20;
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);

    private final RunJournal journal;
    private final RunRemote remote;
    private final SummaryFold fold;
    private final Map<String, Long> base;
    private final Duration interval;
    private final InstantSource clock;
    private final List<WandbException> refusals = new CopyOnWriteArrayList<>();
    private long position;
    private Instant nextSend;
    private Instant lastSend;
    private volatile boolean hurried;
    private volatile boolean woken;
    private volatile long hurriedTo;
    private long sent;
    private boolean ended;
    private volatile boolean stopRequested;
    private volatile boolean done;
    private volatile boolean abandoned;
    private volatile boolean endsWithJournal;
    private volatile Optional<WandbException> failure = Optional.empty();
    private volatile Optional<Thread> thread = Optional.empty();

    /// @param fold where the summary stands at the position
    /// @param base index on the server of the first line of each file, where the journal counts from 0
    /// @param position of the first record the server does not have
    public UploadLoop(
            RunJournal journal,
            RunRemote remote,
            SummaryFold fold,
            Map<String, Long> base,
            Duration interval,
            InstantSource clock,
            long position) {
        this.journal = journal;
        this.remote = remote;
        this.fold = fold;
        this.base = base;
        this.interval = interval;
        this.clock = clock;
        this.position = position;
        this.nextSend = clock.instant();
        this.lastSend = nextSend;
    }

    @Override
    public void run() {
        thread = Optional.of(Thread.currentThread());
        try {
            turns();
        } finally {
            tell(true);
        }
    }

    private void turns() {
        while (!done && !abandoned) {
            Duration rest;
            woken = false;
            try {
                rest = turn();
            } catch (WandbException e) {
                failure = Optional.of(e);
                return;
            } catch (RuntimeException e) {
                failure = Optional.of(new TransportException("sending ended unexpectedly: " + e, e));
                return;
            }
            if (!done && !woken && rest.compareTo(Duration.ZERO) > 0) {
                LockSupport.parkNanos(this, rest.toNanos());
            }
        }
    }

    /// Does what is due.
    ///
    /// @return how long nothing will be due
    public Duration turn() {
        Instant now = clock.instant();
        boolean due = !now.isBefore(nextSend);
        if ((due || isHurried()) && position < journal.end()) {
            RunJournal.Batch batch = journal.read(position, BATCH_BYTES);
            StreamBatch stream = new StreamBatch(batch.records(), fold, base);
            position = batch.next();
            if (!stream.isEmpty()) {
                send(stream);
                journal.append(new JournalRecord.Acknowledged(position));
                done = stream.finishes();
            }
            tell(false);
            boolean more = position < journal.end() || endsWithJournal;
            return more && isHurried() ? Duration.ZERO : untilNext(clock.instant());
        }
        if (endsWithJournal && position == journal.end()) {
            done = true;
            return Duration.ZERO;
        }
        if (!now.isBefore(lastSend.plus(HEARTBEAT))) {
            note(remote.stream(FileStreamRequest.HEARTBEAT));
        }
        return untilNext(clock.instant());
    }

    private boolean isHurried() {
        return hurried || position < hurriedTo;
    }

    private Duration untilNext(Instant now) {
        Instant heartbeat = lastSend.plus(HEARTBEAT);
        boolean waiting = position < journal.end();
        Instant next = waiting && nextSend.isBefore(heartbeat) ? nextSend : heartbeat;
        return Duration.between(now, next);
    }

    private void send(StreamBatch batch) {
        batch.config().ifPresent(remote::updateConfig);
        batch.staged().forEach(record -> sendStaged(record, batch));
        for (FileStreamRequest request : batch.requests()) {
            note(remote.stream(request));
        }
    }

    /// What the server refuses for good is left behind and told at the end; it must not hold up the rest.
    private void sendStaged(JournalRecord record, StreamBatch batch) {
        try {
            if (record instanceof JournalRecord.FileSaved file) {
                remote.upload(file);
                batch.uploaded(file.name());
            } else if (record instanceof JournalRecord.ArtifactLogged artifact) {
                remote.save(artifact);
            }
        } catch (ApiException | InvalidInputException e) {
            refusals.add(e);
        }
    }

    private void note(RunRemote.Answer answer) {
        stopRequested |= answer.stopped();
        lastSend = clock.instant();
        Duration pause = answer.pause().compareTo(interval) > 0 ? answer.pause() : interval;
        nextSend = lastSend.plus(pause);
    }

    /// Says that the journal has grown.
    public void wake() {
        // A request that waits for its answer uses up what unpark leaves; the flag stays until the next turn.
        woken = true;
        thread.ifPresent(LockSupport::unpark);
    }

    /// What stands in the journal before this position does not wait for its turn. Returns when the server has it,
    /// uploading has ended, or the time is up.
    public synchronized void send(long end, Duration time) throws InterruptedException {
        hurriedTo = Math.max(hurriedTo, end);
        wake();
        long until = System.nanoTime() + time.toNanos();
        long rest = time.toMillis();
        while (sent < end && !ended && rest > 0) {
            wait(rest);
            rest = (until - System.nanoTime()) / 1_000_000;
        }
    }

    private synchronized void tell(boolean isEnd) {
        sent = position;
        ended |= isEnd;
        notifyAll();
    }

    /// From now on nothing waits for its turn: the run is ending.
    public void hurry() {
        hurried = true;
        wake();
    }

    /// From now on nothing waits for its turn, and the loop is done when the journal is sent: the run goes on
    /// elsewhere.
    public void endWithJournal() {
        endsWithJournal = true;
        hurry();
    }

    /// Ends the loop, also in the middle of a request.
    public void abandon() {
        abandoned = true;
        thread.ifPresent(Thread::interrupt);
    }

    /// Whether the server said that somebody asked the run to stop.
    public boolean isStopRequested() {
        return stopRequested;
    }

    /// Whether the server has everything up to the end of the run, or of the journal where that is the end.
    public boolean isDone() {
        return done;
    }

    /// What the server took none of: files and artifacts it refused.
    public List<WandbException> refusals() {
        return refusals;
    }

    /// Why uploading ended for good, before its time.
    public Optional<WandbException> failure() {
        return failure;
    }
}
