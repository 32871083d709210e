package dev.tunebook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.sandbox.RateLimit;
import dev.tunebook.sandbox.SandboxOptions;
import dev.tunebook.sandbox.script.Dialect;
import dev.tunebook.sandbox.script.JobScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SandboxSwitchesTest {

    @Command(name = "switches")
    private static final class Holder {
        @Mixin
        private final SandboxSwitches switches = new SandboxSwitches();
    }

    private static SandboxOptions options(String... args) {
        Holder holder = new Holder();
        new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
        SandboxOptions.Builder options = SandboxOptions.builder();
        holder.switches.applyTo(options);
        return options.build();
    }

    @Test
    void withoutThemItIsAsOpenAi() {
        SandboxOptions options = options();
        assertThat(options.maximumLimit()).isEqualTo(100);
        assertThat(options.clampsLimit()).isTrue();
        assertThat(options.sendsHasMore()).isTrue();
        assertThat(options.gzip()).isTrue();
        assertThat(options.rateLimit()).isEmpty();
        assertThat(options.habits().apply(JobScript.job("ftjob-1")).build().dialect())
                .isEqualTo(Dialect.OPENAI_2025);
    }

    @Test
    void eachReachesTheSandbox() {
        SandboxOptions options = options(
                "--max-limit",
                "20",
                "--refuse-limit",
                "--no-has-more",
                "--no-gzip",
                "--latency",
                "7",
                "--requests-per-second",
                "5",
                "--retry-after",
                "3");
        assertThat(options.maximumLimit()).isEqualTo(20);
        assertThat(options.clampsLimit()).isFalse();
        assertThat(options.sendsHasMore()).isFalse();
        assertThat(options.gzip()).isFalse();
        assertThat(options.latency()).isEqualTo(Duration.ofMillis(7));
        assertThat(options.rateLimit()).contains(new RateLimit(5, Optional.of("3")));
    }

    @Test
    void jobsGetDialectLayoutEncodingAndDensity() {
        JobScript job = options("--dialect", "azure", "--layout", "legacy", "--base64", "--event-every", "5")
                .habits()
                .apply(JobScript.job("ftjob-1"))
                .build();
        assertThat(job.dialect()).isEqualTo(Dialect.AZURE);
        byte[] decoded = Base64.getDecoder().decode(job.results().orElseThrow().content());
        assertThat(new String(decoded, StandardCharsets.UTF_8)).startsWith("step,elapsed_tokens");
        assertThat(job.events()).hasSizeBetween(10, 14);
        JobScript plain =
                options("--no-base64").habits().apply(JobScript.job("ftjob-2")).build();
        assertThat(new String(plain.results().orElseThrow().content(), StandardCharsets.UTF_8))
                .startsWith("step,train_loss");
    }
}
