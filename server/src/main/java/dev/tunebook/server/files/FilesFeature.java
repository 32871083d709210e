package dev.tunebook.server.files;

import dev.tunebook.server.feature.Feature;
import dev.tunebook.server.feature.Platform;

/// Run files: upload, listing, download.
public final class FilesFeature implements Feature {
    public FilesFeature(Platform platform) {}

    @Override
    public String name() {
        return "files";
    }
}
