package dev.tunebook.sandbox;

import dev.tunebook.model.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/// `/files` and what is below.
final class FileEndpoints {

    private static final Set<String> PURPOSES =
            Set.of("assistants", "batch", "fine-tune", "vision", "user_data", "evals");
    private static final int EVERYTHING = 10_000;

    private final Account account;
    private final Page page;

    FileEndpoints(Account account, SandboxOptions options) {
        this.account = account;
        this.page = new Page(options);
    }

    Answer list(Call call) {
        Optional<String> purpose = call.parameter("purpose");
        List<StoredFile> newestFirst = account.files().stream()
                .filter(file -> purpose.isEmpty() || file.purpose().equals(purpose.get()))
                .toList();
        List<StoredFile> files =
                call.parameter("order").equals(Optional.of("asc")) ? newestFirst.reversed() : newestFirst;
        return Answer.json(page.of(
                call,
                new Page.Kind(EVERYTHING, EVERYTHING, true),
                files.size(),
                id -> position(files, id),
                i -> files.get(i).document()));
    }

    private static OptionalInt position(List<StoredFile> files, String id) {
        return IntStream.range(0, files.size())
                .filter(i -> files.get(i).id().equals(id))
                .findFirst();
    }

    Answer upload(Call call) {
        Multipart form = Multipart.parse(call);
        Multipart.Part file =
                form.part("file").orElseThrow(() -> Refusal.badRequest("'file' is a required property", "file"));
        String purpose = form.text("purpose")
                .orElseThrow(() -> Refusal.badRequest("'purpose' is a required property", "purpose"));
        if (!PURPOSES.contains(purpose)) {
            throw Refusal.badRequest(
                    "'" + purpose + "' is not one of "
                            + PURPOSES.stream().sorted().toList() + " - 'purpose'",
                    "purpose");
        }
        Instant now = account.now();
        StoredFile stored = new StoredFile(
                account.newId("file-", 22),
                file.filename().orElse("upload"),
                purpose,
                file.content(),
                now,
                form.text("expires_after[seconds]").map(seconds -> now.plusSeconds(seconds(seconds))));
        account.put(stored);
        return Answer.json(stored.document());
    }

    private static long seconds(String text) {
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= 3600 && seconds <= 2_592_000) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // Answered below, like a number out of range.
        }
        throw Refusal.badRequest("'" + text + "' is not an integer from 3600 to 2592000", "expires_after[seconds]");
    }

    Answer retrieve(String id) {
        return Answer.json(account.file(id).document());
    }

    Answer content(String id) {
        StoredFile file = account.file(id);
        return new Answer(
                200,
                Map.of(
                        "Content-Type",
                        "application/octet-stream",
                        "Content-Disposition",
                        "attachment; filename=\"" + file.filename().replaceAll("[^ -~]|\"", "_") + "\""),
                file.content());
    }

    Answer delete(String id) {
        account.deleteFile(id);
        ObjectNode document =
                Json.object().put("object", "file").put("deleted", true).put("id", id);
        return Answer.json(document);
    }
}
