package dev.tunebook.cli;

import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.JobReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Records the demo's jobs in the background, and then follows what is running and what is new.
final class DemoFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DemoFollower.class.getName());

    /// After so long the list of jobs is read again, for jobs somebody created.
    private static final Duration ROUND = Duration.ofMinutes(1);

    private final Demo demo;
    private final Surroundings around;
    private final Map<String, String> known = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("demo-sync").unstarted(this::run);

    DemoFollower(Demo demo, Surroundings around) {
        this.demo = demo;
        this.around = around;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            SyncReport first = demo.sync(new ProgressLines(around.err()));
            news(first);
            around.out().println(first);
            around.out().println("Following what runs; Ctrl-C ends the demo. The sandbox takes jobs of your own:");
            around.out()
                    .println("  export OPENAI_BASE_URL=" + demo.sandbox().url() + " OPENAI_API_KEY="
                            + demo.sandbox().apiKey());
            while (!Thread.currentThread().isInterrupted()) {
                news(demo.follow(ROUND)).forEach(job -> around.out().println(job.jobId() + " " + job.status()));
                Thread.sleep(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                around.err().println("the demo's sync has stopped: " + Failures.message(e));
                LOG.log(Level.INFO, "the demo's sync has stopped", e);
            }
        }
    }

    // The jobs whose status is another than before.
    private List<JobReport> news(SyncReport report) {
        return report.jobs().stream()
                .filter(job -> !job.status().equals(known.put(job.jobId(), job.status())))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}
