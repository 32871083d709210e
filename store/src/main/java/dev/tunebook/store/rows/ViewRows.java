package dev.tunebook.store.rows;

import dev.tunebook.store.views.View;
import java.util.List;
import java.util.Optional;

public interface ViewRows {
    void put(View view);

    Optional<View> byId(long id);

    List<View> ofProject(long projectId);

    void delete(long id);
}
