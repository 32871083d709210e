package dev.tunebook.finetune.archive;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which job a file of a folder is about: the one its path names, the only one beside it, or the only one there is.
final class Owners {
    private final Map<String, String> idsByName = new HashMap<>();
    private final Map<Path, Set<String>> idsByFolder = new HashMap<>();

    Owners(FolderIndex index) {
        index.jobs.forEach((id, found) -> {
            idsByName.put(id, id);
            idsByName.put(FolderName.of(id), id);
            idsByFolder
                    .computeIfAbsent(folder(found.file()), folder -> new HashSet<>())
                    .add(id);
        });
        index.jobs.keySet().forEach(id -> idsByName.putIfAbsent(FolderName.cleaned(id), id));
    }

    /// The id of the job, where one can be told.
    Optional<String> of(Path file) {
        for (Path part : file) {
            String id = idsByName.get(part.toString());
            if (id != null) {
                return Optional.of(id);
            }
        }
        return idsByName.keySet().stream()
                .filter(name -> Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(name) + "(?![A-Za-z0-9])")
                        .matcher(file.toString())
                        .find())
                .map(idsByName::get)
                .findFirst()
                .or(() -> only(idsByFolder.getOrDefault(folder(file), Set.of())))
                .or(() -> only(new HashSet<>(idsByName.values())));
    }

    private static Optional<String> only(Set<String> ids) {
        return ids.size() == 1 ? Optional.of(ids.iterator().next()) : Optional.empty();
    }

    private static Path folder(Path file) {
        return file.resolveSibling("-");
    }
}
