package dev.tunebook.finetune.archive;

import dev.tunebook.finetune.archive.ArchiveReport.Missing;
import dev.tunebook.finetune.format.FineTuneJob;
import dev.tunebook.finetune.format.FormatException;
import dev.tunebook.finetune.format.ListPage;
import dev.tunebook.finetune.format.ProviderModel;
import dev.tunebook.finetune.provider.FineTuneProvider;
import dev.tunebook.finetune.provider.ProviderException;
import dev.tunebook.finetune.provider.ProviderException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The records of the account's models: those it has, and behind them those it had when the archive was taken before.
final class ArchivedModels {
    private final Map<String, ProviderModel> records = new LinkedHashMap<>();
    private Optional<Missing> list = Optional.empty();

    /// Takes those the provider lists now.
    ///
    /// @param notes gets what is lacking
    ArchivedModels(FineTuneProvider provider, Path archive, List<ArchiveReport.Note> notes) {
        Path file = archive.resolve("models.json");
        Map<String, ProviderModel> earlier = earlier(file);
        try {
            ListPage<ProviderModel> listed = provider.models();
            listed.unreadable().forEach(item -> notes.add(new ArchiveReport.Note(item.toString(), true)));
            listed.items().forEach(model -> records.put(model.id(), model));
            earlier.forEach(records::putIfAbsent);
            String data =
                    records.values().stream().map(model -> model.raw().text()).collect(Collectors.joining(",\n"));
            AtomicFile.write(file, "{\"object\": \"list\", \"data\": [\n" + data + "\n]}\n");
        } catch (ProviderException e) {
            records.putAll(earlier);
            boolean later = e.kind() != Kind.NOT_FOUND;
            String reason = "the models cannot be listed: " + e.getMessage();
            notes.add(new ArchiveReport.Note(reason, later));
            list = Optional.of(new Missing("list of models", "the models cannot be listed", later));
        }
    }

    private static Map<String, ProviderModel> earlier(Path file) {
        Map<String, ProviderModel> earlier = new LinkedHashMap<>();
        try {
            if (Files.exists(file)) {
                ListPage.parse("model", Files.readString(file), ProviderModel::of)
                        .items()
                        .forEach(model -> earlier.put(model.id(), model));
            }
        } catch (IOException e) {
            throw FolderIndex.cannotRead(file, e);
        } catch (FormatException e) {
            // It was spoilt: nothing in it can be told from chance.
        }
        return earlier;
    }

    /// What is missing of the model of a job.
    Optional<Missing> missing(FineTuneJob job) {
        return job.fineTunedModel().filter(model -> !records.containsKey(model)).map(model -> {
            String part = "record of the model " + model;
            return list.map(failed -> new Missing(part, failed.reason(), failed.later()))
                    .orElseGet(() -> new Missing(part, "the provider does not list it", false));
        });
    }
}
