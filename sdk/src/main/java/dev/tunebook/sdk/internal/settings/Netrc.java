package dev.tunebook.sdk.internal.settings;

import dev.tunebook.model.Secret;
import dev.tunebook.sdk.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The netrc file, where `wandb login` keeps keys: `machine <host[:port]>`, `login user`, `password <key>`.
public final class Netrc {
    private final Path path;

    public Netrc(Path path) {
        this.path = path;
    }

    /// `$NETRC`, else `~/.netrc`, else `~/_netrc`; where none exists, the one to create.
    public static Netrc find(Map<String, String> environment, Path home) {
        String explicit = environment.getOrDefault("NETRC", "");
        if (!explicit.isBlank()) {
            return new Netrc(Path.of(explicit));
        }
        Path usual = home.resolve(".netrc");
        Path windows = home.resolve("_netrc");
        return new Netrc(!Files.exists(usual) && Files.exists(windows) ? windows : usual);
    }

    /// The password of a machine.
    ///
    /// @param machine host, with the port where the address has one
    public Optional<Secret> password(String machine) {
        List<String> words = words();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("machine") && words.get(i + 1).equals(machine)) {
                return password(words, i + 2);
            }
        }
        return Optional.empty();
    }

    private static Optional<Secret> password(List<String> words, int from) {
        for (int i = from; i + 1 < words.size() && !words.get(i).equals("machine"); i += 2) {
            if (words.get(i).equals("password")) {
                return Optional.of(new Secret(words.get(i + 1)));
            }
        }
        return Optional.empty();
    }

    /// Sets the password of a machine; other entries stay as they are. Only the owner may read the file.
    public void store(String machine, Secret key) {
        List<String> lines = new ArrayList<>(without(machine));
        lines.add("machine " + machine);
        lines.add("  login user");
        lines.add("  password " + key.reveal());
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, ".netrc", ".new");
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(fresh, lines, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidInputException("cannot write the key to " + path + "; set WANDB_API_KEY instead", e);
        }
    }

    private List<String> without(String machine) {
        List<String> kept = new ArrayList<>();
        boolean dropping = false;
        for (String line : lines()) {
            String stripped = line.strip();
            if (stripped.startsWith("machine ") || stripped.startsWith("default")) {
                List<String> words = List.of(stripped.split("\\s+"));
                dropping = words.size() > 1 && words.get(1).equals(machine);
            }
            if (!dropping) {
                kept.add(line);
            }
        }
        return kept;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        for (String line : lines()) {
            if (!line.strip().startsWith("#")) {
                words.addAll(List.of(line.strip().split("\\s+")));
            }
        }
        return words;
    }

    private List<String> lines() {
        if (!Files.isReadable(path)) {
            return List.of();
        }
        try {
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidInputException("cannot read " + path + "; fix or remove it", e);
        }
    }
}
