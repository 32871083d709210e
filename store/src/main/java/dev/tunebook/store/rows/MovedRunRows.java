package dev.tunebook.store.rows;

import java.util.List;
import java.util.Optional;

public interface MovedRunRows {
    void put(MovedRun moved);

    Optional<MovedRun> byName(long projectId, String name);

    List<MovedRun> ofProject(long projectId);

    void delete(long projectId, String name);

    void deleteProject(long projectId);
}
