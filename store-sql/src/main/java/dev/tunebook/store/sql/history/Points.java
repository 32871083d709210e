package dev.tunebook.store.sql.history;

import java.util.Arrays;

/// Numbers of one key in one group.
///
/// @param places within the group, ascending; only the first `count` count
/// @param numbers likewise
@SuppressWarnings("ArrayRecordComponent") // passed from hand to hand, never compared
record Points(int[] places, double[] numbers, int count) {
    static final Points NONE = new Points(new int[0], new double[0], 0);

    /// Those at places that are not among the lines.
    Points without(GroupLines lines) {
        int[] at = new int[count];
        double[] kept = new double[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (lines.row(places[i]) < 0) {
                at[size] = places[i];
                kept[size++] = numbers[i];
            }
        }
        return new Points(at, kept, size);
    }

    /// These and the others, which lie at other places.
    Points and(Points others) {
        if (count == 0 || others.count == 0) {
            return count == 0 ? others : this;
        }
        int[] at = new int[count + others.count];
        double[] both = new double[at.length];
        int mine = 0;
        int theirs = 0;
        for (int i = 0; i < at.length; i++) {
            boolean take = theirs == others.count || mine < count && places[mine] < others.places[theirs];
            at[i] = take ? places[mine] : others.places[theirs];
            both[i] = take ? numbers[mine++] : others.numbers[theirs++];
        }
        return new Points(at, both, at.length);
    }

    /// The index of the number at a place, negative when there is none.
    int at(int place) {
        return Arrays.binarySearch(places, 0, count, place);
    }
}
