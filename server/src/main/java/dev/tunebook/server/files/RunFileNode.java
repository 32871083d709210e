package dev.tunebook.server.files;

import dev.tunebook.model.LogicalPath;
import dev.tunebook.model.wire.NodeId;
import dev.tunebook.server.graphql.FileNode;
import dev.tunebook.server.storage.ContentTypes;
import dev.tunebook.store.projects.Access;
import dev.tunebook.store.runs.RunFile;
import dev.tunebook.store.runs.RunGrant;
import java.time.Instant;
import java.util.Optional;

/// A file of a run, or the place of one that was named and is not there yet: clients take the first element of such a
/// listing without looking.
///
/// @param grant as much as the viewer may do
/// @param name as it was asked for, which may begin with `./`
record RunFileNode(RunGrant grant, String name, Optional<RunFile> stored, RunFileAddresses addresses)
        implements FileNode {
    static final String KIND = "RunFile";

    RunFileNode {
        new LogicalPath(name);
    }

    private String path() {
        return new LogicalPath(name).value();
    }

    static RunFileNode of(RunGrant grant, RunFile file, RunFileAddresses addresses) {
        return new RunFileNode(grant, file.name(), Optional.of(file), addresses);
    }

    @Override
    public String id() {
        return stored.map(file -> NodeId.of(KIND, file.id()))
                .orElseGet(() -> new NodeId(KIND, "absent:" + path()))
                .encoded();
    }

    @Override
    public long size() {
        return stored.map(RunFile::size).orElse(0L);
    }

    @Override
    public String directUrl() {
        return stored.map(addresses::download).orElseGet(this::page);
    }

    @Override
    public Optional<String> url(boolean upload) {
        return upload ? uploadUrl() : Optional.of(page());
    }

    private String page() {
        return addresses.page(grant.path(), path());
    }

    @Override
    public Optional<String> uploadUrl() {
        return Optional.of(grant)
                .filter(held -> held.access().includes(Access.WRITE))
                .map(held -> addresses.upload(held, path()));
    }

    @Override
    public Optional<String> mimetype() {
        return Optional.of(stored.flatMap(RunFile::mimetype).orElseGet(() -> ContentTypes.of(name)));
    }

    @Override
    public Optional<Instant> updatedAt() {
        return stored.map(RunFile::updatedAt);
    }

    @Override
    public Optional<String> md5() {
        return stored.map(RunFile::md5);
    }
}
