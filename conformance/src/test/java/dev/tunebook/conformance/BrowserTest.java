package dev.tunebook.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/// The web app in Chromium, over what `tunebook demo` shows. Each test of `ui/e2e` is a test here; pictures of the
/// pages
/// and traces of failures stay in `ui/target/e2e`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final Path UI = Path.of("..", "ui").toAbsolutePath().normalize();
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private Optional<Process> demo = Optional.empty();
    private Map<String, String> environment = Map.of();

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        requireBrowser();
        Path data = temporary.resolve("data");
        // All jobs are recorded before the browser looks.
        Process once = command(data, "--once").start();
        String said = read(once.inputReader());
        assertThat(once.waitFor()).as(said).isZero();
        Process following = command(data).start();
        demo = Optional.of(following);
        BufferedReader out = following.inputReader();
        environment = Map.of(
                "TUNEBOOK_URL", after(out, "ready "),
                "TUNEBOOK_SIGN_IN_LINK", after(out, "Sign in (works once): "),
                "TUNEBOOK_API_KEY", Files.readString(data.resolve("admin.key")).trim());
        Thread.ofVirtual().start(() -> read(out));
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (demo.isPresent()) {
            demo.get().destroy();
            if (!demo.get().waitFor(20, TimeUnit.SECONDS)) {
                demo.get().destroyForcibly();
            }
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
        List<DynamicTest> tests = new ArrayList<>();
        collect(Json.parse(Files.readString(report)), "", tests);
        assertThat(tests).as("No browser test ran; see " + log).isNotEmpty();
        return tests.stream();
    }

    private static void collect(JsonNode suite, String prefix, List<DynamicTest> tests) {
        for (JsonNode spec : suite.path("specs")) {
            boolean passed = spec.path("ok").asBoolean();
            String errors = spec.path("tests").path(0).path("results").toString();
            tests.add(DynamicTest.dynamicTest(
                    prefix + spec.path("title").asString(),
                    () -> assertThat(passed).as(errors).isTrue()));
        }
        for (JsonNode inner : suite.path("suites")) {
            collect(inner, inner.path("title").asString() + ": ", tests);
        }
    }

    private static void requireBrowser() {
        String chosen = System.getenv("CHROMIUM");
        if (chosen != null || BROWSERS.stream().anyMatch(path -> Files.isExecutable(Path.of(path)))) {
            return;
        }
        String missing = "Browser tests skipped: no Chromium; install the package chromium, or name one in CHROMIUM.";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionFailedError(missing);
        }
        System.out.println(missing);
        throw new TestAbortedException(missing);
    }

    private static ProcessBuilder command(Path data, String... more) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tunebook.cli.Main",
                "demo",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static String after(BufferedReader out, String start) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(start)) {
                return line.substring(start.length());
            }
        }
        throw new AssertionError("The demo ended before it said '" + start + "'");
    }

    private static String read(BufferedReader out) {
        StringBuilder all = new StringBuilder();
        out.lines().forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }
}
