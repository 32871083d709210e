package dev.tunebook.sandbox.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/// A problem with one right answer, which is worked out from the numbers its text names.
final class ShopProblem {

    private record Solution(BigDecimal value, String unit) {

        static Solution of(long value, String unit) {
            return new Solution(BigDecimal.valueOf(value), unit);
        }
    }

    private final Scene scene;

    ShopProblem(Scene scene) {
        this.scene = scene;
    }

    ObjectNode example() {
        String kind = scene.text("kind");
        String text = scene.text(kind + ".text");
        Solution solution = switch (kind) {
            case "pay" -> pay();
            case "pallets" -> pallets();
            case "ferry" -> ferry();
            case "discount" -> discount();
            case "mix" -> mix();
            case "rope" -> rope();
            default -> throw new IllegalArgumentException("Nobody has solved problems of kind " + kind);
        };
        ObjectNode example = new Chat()
                .say("developer", scene.text("developer"))
                .say("user", text)
                .example();
        return example.put("reference_value", plain(solution.value()))
                .put("reference_unit", solution.unit())
                .put("kind", kind);
    }

    static String plain(BigDecimal value) {
        return value.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private Solution pay() {
        BigDecimal rate = BigDecimal.valueOf(scene.number(14, 23, "rate"));
        BigDecimal hours = BigDecimal.valueOf(scene.number(28, 40, "hours"));
        BigDecimal overtime = BigDecimal.valueOf(scene.number(2, 9, "overtime")).multiply(new BigDecimal("1.5"));
        return new Solution(rate.multiply(hours.add(overtime)), "EUR");
    }

    private Solution pallets() {
        int crates = scene.number(12, 36, "crates");
        return Solution.of(Math.ceilDiv(scene.number(140, 980, "total"), crates), "pallets");
    }

    private Solution ferry() {
        int since = (scene.number(10, 13, "hour") - scene.number(6, 9, "first")) * 60 + scene.number(10, 59, "minute");
        return Solution.of(Math.floorMod(-since, scene.number(15, 45, "every")), "min");
    }

    private Solution discount() {
        BigDecimal price = BigDecimal.valueOf(scene.number(80, 460, "price"));
        BigDecimal first = BigDecimal.valueOf(100 - scene.number(10, 40, "off"), 2);
        BigDecimal second = BigDecimal.valueOf(100 - scene.number(5, 15, "member"), 2);
        return new Solution(price.multiply(first).multiply(second), "EUR");
    }

    private Solution mix() {
        int litres = scene.number(2, 9, "litres");
        BigDecimal pure = BigDecimal.valueOf((long) litres * scene.number(10, 30, "strong"));
        BigDecimal all = BigDecimal.valueOf(litres + scene.number(3, 12, "water"));
        return new Solution(pure.divide(all, MathContext.DECIMAL64), "%");
    }

    private Solution rope() {
        BigDecimal piece = BigDecimal.valueOf(scene.number(3, 11, "metres"))
                .add(BigDecimal.valueOf(scene.number(10, 90, "parts"), 2));
        BigDecimal used = piece.multiply(BigDecimal.valueOf(scene.number(4, 14, "pieces")));
        return new Solution(BigDecimal.valueOf(scene.number(170, 260, "length")).subtract(used), "m");
    }
}
