package dev.tunebook.cli;

import dev.tunebook.finetune.SyncProgress;
import dev.tunebook.finetune.SyncReport;
import dev.tunebook.finetune.SyncReport.JobReport;
import dev.tunebook.finetune.WandbLogger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Records the demo's jobs in the background, and then follows what is running and what is new.
final class DemoFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DemoFollower.class.getName());

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
            first.jobs().forEach(job -> known.put(job.jobId(), job.status()));
            around.out().println(first);
            around.out().println("Following what runs; Ctrl-C ends the demo. The sandbox takes jobs of your own:");
            around.out()
                    .println("  export OPENAI_BASE_URL=" + demo.sandbox().url() + " OPENAI_API_KEY="
                            + demo.sandbox().apiKey());
            WandbLogger.sync(demo.watching(new News()));
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                around.err().println("the demo's sync has stopped: " + Failures.message(e));
                LOG.log(Level.INFO, "the demo's sync has stopped", e);
            }
        }
    }

    /// A line for each job whose status is another than before.
    private final class News implements SyncProgress {
        @Override
        public void waiting(String jobId, String status, Duration pause) {
            tell(jobId, status);
        }

        @Override
        public void done(JobReport job) {
            tell(job.jobId(), job.status());
        }

        private void tell(String jobId, String status) {
            if (!status.equals(known.put(jobId, status))) {
                around.out().println(jobId + " " + status);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }
}
