package dev.tunebook.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// The web app in Chromium, over what `tunebook demo` shows. Each test of `ui/e2e` is a test here; pictures of the
/// pages and traces of failures stay in `ui/target/e2e`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated
class BrowserTest {
    private static final Path UI = Path.of("..", "ui").toAbsolutePath().normalize();
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    /// Raise it with the tests of `ui/e2e`: fewer ran when some were lost.
    private static final int FEWEST = 22;

    private Optional<TunebookProcess> demo = Optional.empty();
    private Map<String, String> environment = Map.of();

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        Outside.needed(
                browser(), "no Chromium for the browser tests; install the package chromium, or name one in CHROMIUM");
        Path data = temporary.resolve("data");
        // All jobs are recorded before the browser looks.
        try (TunebookProcess once = TunebookProcess.start("demo", data, "--once")) {
            TunebookProcess.Ended ended = once.ended();
            assertThat(ended.exitCode()).as("%s", ended.lines()).isZero();
        }
        TunebookProcess following = TunebookProcess.start("demo", data);
        demo = Optional.of(following);
        environment = Map.of(
                "TUNEBOOK_URL", following.after("ready "),
                "TUNEBOOK_SIGN_IN_LINK", following.after("Sign in (works once): "),
                "TUNEBOOK_API_KEY", TunebookProcess.key(data));
        following.swallow();
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (demo.isPresent()) {
            demo.get().close();
        }
    }

    @TestFactory
    Stream<DynamicTest> pages() throws Exception {
        Path report = Path.of("target", "browser.json").toAbsolutePath();
        Files.createDirectories(report.getParent());
        Files.deleteIfExists(report);
        Path log = report.resolveSibling("browser.log");
        ProcessBuilder playwright = new ProcessBuilder(
                        "npx", "--no-install", "playwright", "test", "--reporter=list,json")
                .directory(UI.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        playwright.environment().putAll(environment);
        playwright.environment().put("PLAYWRIGHT_JSON_OUTPUT_NAME", report.toString());
        Process process = playwright.start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(report).as("The browser tests wrote no report; see " + log).exists();
        List<BrowserReport.Spec> specs = BrowserReport.specs(Json.parse(Files.readString(report)));
        assertThat(specs).as("browser tests that ran; see " + log).hasSizeGreaterThanOrEqualTo(FEWEST);
        return specs.stream()
                .map(spec -> DynamicTest.dynamicTest(
                        spec.title(),
                        () -> assertThat(spec.outcome()).as(spec.detail()).isEqualTo(BrowserReport.Outcome.PASSED)));
    }

    private static Optional<String> browser() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .or(() -> BROWSERS.stream()
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst());
    }
}
