package dev.tunebook.store.testkit;

import static dev.tunebook.store.testkit.Refusals.denied;
import static dev.tunebook.store.testkit.Refusals.invalid;
import static dev.tunebook.store.testkit.Refusals.notFound;
import static dev.tunebook.store.testkit.Refusals.sameWords;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.store.Page;
import dev.tunebook.store.views.View;
import dev.tunebook.store.views.ViewQuery;
import dev.tunebook.store.views.ViewUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of saved documents does.
public abstract class ViewStoreContract extends StoreContract {
    protected ViewStoreContract(StoreFactory factory) {
        super(factory);
    }

    private static ViewUpdate document(Optional<Long> id, Optional<Long> project, String name, String spec) {
        return new ViewUpdate(
                id,
                project,
                Optional.of("project-view"),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.of(spec));
    }

    private View saved(long project, String name) {
        var made = store.views()
                .upsert(mia, document(Optional.empty(), Optional.of(project), name, "{}"))
                .value();
        clock.advance(Duration.ofSeconds(1));
        return made;
    }

    @Test
    void keepsTheDocumentByteForByte() {
        var project = project("tunes").id();
        var spec = "{ \"unknown\" : [1.00, NaN],\n\"日本\":\"🚀\" }";
        var made = store.views().upsert(mia, document(Optional.empty(), Optional.of(project), "ws", spec));
        assertThat(made.inserted()).isTrue();
        assertThat(made.value())
                .isEqualTo(new View(
                        made.value().id(),
                        project,
                        "project-view",
                        "ws",
                        Optional.empty(),
                        Optional.empty(),
                        spec,
                        Optional.of(mia.id()),
                        START,
                        START));
        assertThat(store.views().view(vic, made.value().id())).hasValue(made.value());
    }

    @Test
    void changesOnlyWhatIsGiven() {
        var made = saved(project("tunes").id(), "ws");
        var renamed = new ViewUpdate(
                Optional.of(made.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("My workspace"),
                Optional.of("d"),
                Optional.empty());
        var changed = store.views().upsert(ada, renamed);
        assertThat(changed.inserted()).isFalse();
        assertThat(changed.value())
                .isEqualTo(new View(
                        made.id(),
                        made.projectId(),
                        "project-view",
                        "ws",
                        Optional.of("My workspace"),
                        Optional.of("d"),
                        "{}",
                        Optional.of(mia.id()),
                        START,
                        START.plusSeconds(1)));
    }

    @Test
    void isForThoseWhoMay() {
        var project = project("tunes").id();
        var view = saved(project, "ws");
        denied(() -> store.views().upsert(vic, document(Optional.empty(), Optional.of(project), "x", "{}")));
        notFound(() -> store.views().upsert(bob, document(Optional.empty(), Optional.of(project), "x", "{}")));
        denied(() -> store.views().upsert(vic, document(Optional.of(view.id()), Optional.empty(), "x", "{}")));
        notFound(() -> store.views().upsert(bob, document(Optional.of(view.id()), Optional.empty(), "x", "{}")));
        notFound(() -> store.views().upsert(mia, document(Optional.of(987_654L), Optional.empty(), "x", "{}")));
        sameWords(
                Long.toString(view.id()),
                () -> store.views().upsert(bob, document(Optional.of(view.id()), Optional.empty(), "x", "{}")),
                "987654",
                () -> store.views().upsert(bob, document(Optional.of(987_654L), Optional.empty(), "x", "{}")));
        invalid("no_project", () -> store.views().upsert(mia, document(Optional.empty(), Optional.empty(), "x", "{}")));
        assertThat(store.views().view(bob, view.id())).isEmpty();
        notFound(() -> store.views()
                .list(
                        bob,
                        new ViewQuery(project, Optional.empty(), Optional.empty(), Optional.empty()),
                        Page.Request.first(1)));
    }

    @Test
    void listsLastChangedFirst() {
        var project = project("tunes").id();
        var first = saved(project, "one");
        saved(project, "two");
        saved(project, "three");
        store.views().upsert(ada, document(Optional.of(first.id()), Optional.empty(), "one", "{\"a\":1}"));
        var all = new ViewQuery(project, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(names(all)).containsExactly("one", "three", "two");
        assertThat(names(new ViewQuery(project, Optional.of("runs"), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(names(new ViewQuery(project, Optional.empty(), Optional.of("two"), Optional.of(mia.id()))))
                .containsExactly("two");
        assertThat(names(new ViewQuery(project, Optional.empty(), Optional.empty(), Optional.of(ada.id()))))
                .isEmpty();
        var page = store.views().list(vic, all, Page.Request.first(2));
        assertThat(page.total()).isEqualTo(3);
        assertThat(store.views()
                        .list(
                                vic,
                                all,
                                Page.Request.first(2).following(page.endCursor().orElseThrow()))
                        .nodes())
                .map(View::name)
                .containsExactly("two");
    }

    private List<String> names(ViewQuery query) {
        return store.views().list(vic, query, Page.Request.first(9)).nodes().stream()
                .map(View::name)
                .toList();
    }

    @Test
    void deletesOnce() {
        var view = saved(project("tunes").id(), "ws");
        denied(() -> store.views().delete(vic, view.id()));
        assertThat(store.views().delete(bob, view.id())).isFalse();
        assertThat(store.views().delete(mia, view.id())).isTrue();
        assertThat(store.views().delete(mia, view.id())).isFalse();
        assertThat(store.views().view(mia, view.id())).isEmpty();
        assertThat(store.changes().latest(mia, view.projectId())).isEqualTo(3);
    }
}
