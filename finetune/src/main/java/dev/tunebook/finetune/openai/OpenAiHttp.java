package dev.tunebook.finetune.openai;

import dev.tunebook.finetune.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Authenticated, repeated GET requests. Redirects are not followed: one could carry the key to another host.
final class OpenAiHttp {
    private static final int OK = 200;

    private final HttpClient client;
    private final OpenAiSettings settings;
    private final RetryPolicy policy;
    private final Refusals refusals;
    private final AddressCheck addresses;

    OpenAiHttp(OpenAiSettings settings, RetryPolicy policy, Refusals refusals, AddressCheck addresses) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.settings = settings;
        this.policy = policy;
        this.refusals = refusals;
        this.addresses = addresses;
    }

    /// A JSON answer, parsed within the attempt: an answer that cannot be read is asked for again.
    ///
    /// @param thing what is asked for, for messages: `job ftjob-1`
    <T> T get(String thing, List<String> path, Map<String, String> query, Function<String, T> parse) {
        HttpRequest request = request(path, query, "application/json");
        return policy.run(() -> {
            HttpResponse<byte[]> response = send(thing, request, BodyHandlers.ofByteArray(), settings.answerTimeout());
            try {
                String body = text(response);
                if (response.statusCode() != OK) {
                    throw refusals.of(thing, response.statusCode(), response.headers(), body);
                }
                return parse.apply(body);
            } catch (FormatException | UncheckedIOException e) {
                throw refusals.unreadable(thing, response.headers(), e);
            }
        });
    }

    /// Writes an answer's body to a file: whole, or not at all.
    void download(String thing, List<String> path, Path target) {
        HttpRequest request = request(path, Map.of(), "*/*");
        Path arriving = target.resolveSibling(target.getFileName() + ".part");
        policy.run(() -> {
            HttpResponse<Object> response = send(thing, request, fileOrText(arriving), settings.downloadTimeout());
            if (response.statusCode() != OK) {
                throw refusals.of(thing, response.statusCode(), response.headers(), String.valueOf(response.body()));
            }
            if (isCompressed(response)) {
                unpack(thing, response, arriving);
            }
            return Files.exists(arriving);
        });
        try {
            Files.move(arriving, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the " + thing + " at " + target, e);
        }
    }

    private void unpack(String thing, HttpResponse<?> response, Path arriving) throws FailedAttempt {
        Path packed = arriving.resolveSibling(arriving.getFileName() + ".gz");
        try {
            Files.move(arriving, packed, StandardCopyOption.REPLACE_EXISTING);
            try (InputStream plain = new GZIPInputStream(Files.newInputStream(packed))) {
                Files.copy(plain, arriving, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(packed);
            }
        } catch (IOException e) {
            throw refusals.unreadable(thing, response.headers(), e);
        }
    }

    private static BodyHandler<Object> fileOrText(Path file) {
        return info -> info.statusCode() == OK
                ? BodySubscribers.mapping(BodySubscribers.ofFile(file), path -> path)
                : BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), text -> text);
    }

    private <T> HttpResponse<T> send(String thing, HttpRequest request, BodyHandler<T> body, Duration timeout)
            throws FailedAttempt {
        addresses.require(request.uri());
        // The client's own timeout ends with the headers; a body that stalls would hang.
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw refusals.unreachable(thing, request.uri().getAuthority(), e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw refusals.unreachable(thing, request.uri().getAuthority(), e);
        } catch (ExecutionException e) {
            Exception cause = e.getCause() instanceof Exception inner ? inner : e;
            throw refusals.unreachable(thing, request.uri().getAuthority(), cause);
        }
    }

    private HttpRequest request(List<String> path, Map<String, String> query, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path, query))
                .header("Accept", accept)
                .header("User-Agent", "tunebook")
                .header(settings.credential().header(), settings.credential().headerValue());
        settings.organization().ifPresent(id -> request.header("OpenAI-Organization", id));
        settings.project().ifPresent(id -> request.header("OpenAI-Project", id));
        return request.build();
    }

    private URI uri(List<String> path, Map<String, String> query) {
        String base = settings.baseUrl().toString().replaceAll("/+$", "");
        String segments = path.stream().map(segment -> "/" + encode(segment)).collect(Collectors.joining());
        String parameters = Stream.concat(query.entrySet().stream(), settings.service().query().entrySet().stream())
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + segments + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Some services compress although nobody asked.
    private static boolean isCompressed(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    }

    private static String text(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        if (!isCompressed(response)) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("its compressed body is damaged", e);
        }
    }
}
