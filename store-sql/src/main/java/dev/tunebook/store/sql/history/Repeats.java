package dev.tunebook.store.sql.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Leaves out lines that are stored with the same bytes already, as in a retry after a lost answer. Only durable lines
/// count, so that nothing is promised for one that is still on its way.
final class Repeats {
    private final FileView view;

    Repeats(FileView view) {
        this.view = view;
    }

    /// What is left of a block: usually nothing, or the lines at its end.
    List<Block> without(Block block) {
        Map<Integer, GroupView> groups = view.groups(block.first(), block.end()).stream()
                .collect(Collectors.toMap(FileView.Numbered::number, FileView.Numbered::group));
        List<Block> news = new ArrayList<>();
        int from = 0;
        int row = 0;
        for (Block.Part part : block.parts()) {
            IntPredicate stored = stored(groups, part);
            for (int i = 0; i < part.lines().count(); i++, row++) {
                if (stored.test(i)) {
                    if (row > from) {
                        news.add(block.slice(from, row));
                    }
                    from = row + 1;
                }
            }
        }
        if (row > from) {
            news.add(block.slice(from, row));
        }
        return news;
    }

    private static IntPredicate stored(Map<Integer, GroupView> groups, Block.Part part) {
        GroupView group = groups.get(part.group());
        GroupLines lines = part.lines();
        return group == null ? row -> false : row -> group.has(lines.place(row), lines.digest(row));
    }
}
