package dev.tunebook.server.datasets;

import com.dynatrace.hash4j.hashing.Hashing;
import com.dynatrace.hash4j.similarity.ElementHashProvider;
import com.dynatrace.hash4j.similarity.SimilarityHashPolicy;
import com.dynatrace.hash4j.similarity.SimilarityHashing;
import dev.tunebook.finetune.format.Example;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds rows that say nearly the same: MinHash over the pieces of eight characters of their normalised text, looked
/// up band by band. Two texts count as alike where they share four fifths of their pieces; that share is estimated,
/// to some hundredths. Bounded: 64 bytes a row, and twice that again while rows are looked up.
final class Likeness {
    /// Rows of a file that get a signature.
    static final int MOST = 200_000;
    static final double ALIKE = 0.8;

    private static final int PIECE = 8;
    /// Of shorter texts a few pieces decide, and short answers are alike by nature.
    private static final int FEWEST_PIECES = 80;
    private static final int COMPONENTS = 128;
    private static final int BITS = 4;
    private static final double BY_CHANCE = 1.0 / (1 << BITS);
    private static final SimilarityHashPolicy MIN_HASH = SimilarityHashing.superMinHash(COMPONENTS, BITS);
    private static final int BANDS = 16;
    /// Rows of one template fill a bucket; the first of them will do.
    private static final int MOST_OF_A_BUCKET = 64;

    private final List<byte[]> signatures = new ArrayList<>();
    private final Longs places = new Longs();

    /// @param place of a row among those of its file
    /// @param share of their pieces two texts have in common, as estimated
    record Alike(int place, double share) {}

    /// Takes the next row; a short one, or one too many, has no signature.
    ///
    /// @return the number of its signature, -1 where there is none
    long add(int place, Example example) {
        String text = RowText.conversation(example);
        int pieces = text.length() - PIECE + 1;
        if (pieces < FEWEST_PIECES || signatures.size() == MOST) {
            return -1;
        }
        signatures.add(MIN_HASH.createHasher()
                .compute(ElementHashProvider.ofFunction(
                        at -> Hashing.xxh3_64().hashCharsToLong(text.subSequence(at, at + PIECE)), pieces)));
        places.add(place);
        return signatures.size() - 1L;
    }

    int size() {
        return signatures.size();
    }

    byte[] signature(long number) {
        return signatures.get((int) number);
    }

    /// What rows of another file are looked up in.
    Index index() {
        return new Index();
    }

    /// The signatures by the value of each of their bands.
    final class Index {
        private final long[][] bands = new long[BANDS][];

        private Index() {
            for (int band = 0; band < BANDS; band++) {
                long[] entries = new long[signatures.size()];
                for (int number = 0; number < entries.length; number++) {
                    entries[number] = entry(signatures.get(number), band, number);
                }
                Arrays.sort(entries);
                bands[band] = entries;
            }
        }

        /// The row that is most like this one, where one is alike.
        Optional<Alike> mostAlike(byte[] signature) {
            int best = -1;
            int most = -1;
            for (int band = 0; band < BANDS; band++) {
                long[] entries = bands[band];
                int at = Arrays.binarySearch(entries, entry(signature, band, 0));
                long key = entry(signature, band, 0) >> Integer.SIZE;
                int first = at < 0 ? -at - 1 : at;
                for (int i = first; i < entries.length && entries[i] >> Integer.SIZE == key; i++) {
                    int equal = MIN_HASH.getNumberOfEqualComponents(signature, signatures.get((int) entries[i]));
                    if (equal > most) {
                        most = equal;
                        best = (int) entries[i];
                    }
                    if (i - first == MOST_OF_A_BUCKET) {
                        break;
                    }
                }
            }
            double share = ((double) most / COMPONENTS - BY_CHANCE) / (1 - BY_CHANCE);
            return best >= 0 && share >= ALIKE
                    ? Optional.of(new Alike((int) places.get(best), share))
                    : Optional.empty();
        }

        private static long entry(byte[] signature, int band, int number) {
            int key = ByteBuffer.wrap(signature).getInt(band * Integer.BYTES);
            return (long) key << Integer.SIZE | number;
        }
    }
}
