package dev.tunebook.store.sql.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunebook.model.wire.Json;
import dev.tunebook.store.history.HistoryFile;
import dev.tunebook.store.history.LineBlock;
import dev.tunebook.store.history.LineValues;
import dev.tunebook.store.testkit.HistoryScenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupCodecPropertyTest {
    private static List<String> anyLines(SplittableRandom random) {
        List<String> lines = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        boolean mixed = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            lines.add(mixed ? HistoryScenario.anyLine(random, i) : plain(random, i));
        }
        return lines;
    }

    private static String plain(SplittableRandom random, int step) {
        return "{\"_step\":" + step + ",\"loss\":" + HistoryScenario.anyValue(random) + ",\"lr\":"
                + (random.nextInt(3) == 0 ? HistoryScenario.anyValue(random) : Double.toString(random.nextDouble()))
                + "}";
    }

    private static GroupLines group(List<String> lines) {
        return Block.of(new LineBlock(HistoryFile.HISTORY, 0, lines))
                .parts()
                .getFirst()
                .lines();
    }

    /// Packs and unpacks the lines the way a stored group does.
    private static GroupLines stored(GroupLines lines) {
        PackedGroup group = PackedGroup.of(GroupColumns.of(lines));
        Map<Integer, Column> decoded = new HashMap<>();
        Map<Integer, Integer> ids = new HashMap<>();
        for (PackedGroup.Chunk chunk : group.chunks()) {
            ids.put(chunk.key(), chunk.key());
            decoded.put(chunk.key(), ColumnCodec.decode(chunk.content()));
        }
        byte[] packed = StoredLines.pack(group, ids);
        int[] places = ColumnCodec.from(0, lines.count());
        return StoredLines.unpack(places, packed).lines(decoded::get, new long[lines.count()]);
    }

    @Test
    void everyLineComesBackByteForByte() {
        Seeds.each(3_000, random -> {
            List<String> lines = anyLines(random);
            GroupLines back = stored(group(lines));
            for (int row = 0; row < lines.size(); row++) {
                assertThat(back.line(row)).isEqualTo(lines.get(row));
            }
        });
    }

    @Test
    void linesHaveTheValuesTheJsonLibraryFinds() {
        Seeds.each(3_000, random -> {
            List<String> lines = anyLines(random);
            GroupColumns columns = GroupColumns.of(group(lines));
            for (int row = 0; row < lines.size(); row++) {
                Map<String, LineValues.Value> expected = LineValues.of(lines.get(row));
                for (String key : columns.keys()) {
                    int place = row;
                    boolean present = columns.column(key)
                            .filter(column -> column.at(place) >= 0)
                            .isPresent();
                    assertThat(present).as("%s in %s", key, lines.get(row)).isEqualTo(expected.containsKey(key));
                }
                int at = row;
                expected.forEach((key, value) -> {
                    Column column = columns.column(key).orElseThrow();
                    for (Column each : List.of(column, ColumnCodec.decode(ColumnCodec.encode(column)))) {
                        int index = each.at(at);
                        assertThat(each.form(index).type()).as(key).isEqualTo(value.type());
                        assertThat(Json.parse(each.literal(index))).isEqualTo(Json.parse(value.json()));
                        value.number()
                                .ifPresent(number ->
                                        assertThat(each.number(index)).as(key).isEqualTo(Double.valueOf(number)));
                    }
                    Points points = ColumnCodec.points(ColumnCodec.encode(column));
                    assertThat(points.at(at) >= 0).isEqualTo(value.number().isPresent());
                    value.number()
                            .ifPresent(number ->
                                    assertThat(points.numbers()[points.at(at)]).isEqualTo(Double.valueOf(number)));
                });
            }
        });
    }

    @Test
    void anyDoubleAndLongKeepsItsLiteral() {
        Seeds.each(200, random -> {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                double any = Double.longBitsToDouble(random.nextLong());
                double near = random.nextDouble() * Math.pow(10, random.nextInt(-25, 25));
                lines.add("{\"any\":" + any + ",\"near\":" + near + ",\"float\":" + (double) (float) near + ",\"long\":"
                        + (random.nextLong() >> random.nextInt(64)) + "}");
            }
            GroupLines group = group(lines);
            GroupLines back = stored(group);
            for (int row = 0; row < group.count(); row++) {
                assertThat(back.line(row)).isEqualTo(group.line(row));
            }
        });
    }
}
