package dev.tunebook.sandbox.demo;

import dev.tunebook.model.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The kinds of examples, each a grammar and the shape it is written in.
enum ExampleKind {
    SUPPORT("support", scene -> question(scene, "topic", ".question", ".answer")),
    ESCALATIONS("escalations", scene -> question(scene, "topic", ".question", ".answer")),
    JAPANESE("japanese", scene -> question(scene, "topic", ".質問", ".返信")),
    SQL("sql", scene -> question(scene, "intent", ".question", ".sql")),
    TRIAGE("triage", ExampleKind::triage),
    INVOICES("invoices", ExampleKind::invoice),
    ORDERS("orders", scene -> new OrderStory(scene).example()),
    TONE("tone", ExampleKind::preference),
    PROBLEMS("problems", scene -> new ShopProblem(scene).example()),
    CATALOGUE("catalogue", ExampleKind::completion);

    private final String grammar;
    private final Function<Scene, ObjectNode> shape;

    ExampleKind(String grammar, Function<Scene, ObjectNode> shape) {
        this.grammar = grammar;
        this.shape = shape;
    }

    Grammar grammar() {
        return Grammar.of(grammar);
    }

    ObjectNode write(Scene scene) {
        return shape.apply(scene);
    }

    private static ObjectNode question(Scene scene, String topics, String question, String answer) {
        String topic = scene.text(topics);
        return answered(scene, scene.text(topic + question), scene.text(topic + answer));
    }

    private static ObjectNode answered(Scene scene, String user, String assistant) {
        return new Chat()
                .say("system", scene.text("system"))
                .say("user", user)
                .say("assistant", assistant)
                .example();
    }

    private static ObjectNode triage(Scene scene) {
        String found = scene.text("case");
        ObjectNode coded = Json.object()
                .put("icd10", scene.text(found + ".icd10"))
                .put("urgency", scene.text(found + ".urgency"))
                .put("reason", scene.text(found + ".reason"));
        return answered(scene, scene.text(found + ".note"), Json.write(coded));
    }

    private static ObjectNode invoice(Scene scene) {
        BigDecimal net = BigDecimal.valueOf(scene.number(4_900, 980_000, "net"), 2);
        int vat = scene.number(0, 1, "reduced") == 1 ? 7 : 19;
        BigDecimal gross = net.multiply(BigDecimal.valueOf(100 + vat, 2)).setScale(2, RoundingMode.HALF_EVEN);
        String date =
                String.format(Locale.ROOT, "2026-%02d-%02d", scene.number(1, 9, "month"), scene.number(1, 28, "day"));
        String number = scene.number(2026, 2026, "year") + "-" + scene.number(10_020, 98_760, "invoice");
        scene.choose("net", net.toPlainString());
        scene.choose("gross", gross.toPlainString());
        scene.choose("vat", String.valueOf(vat));
        scene.choose("date", date);
        scene.choose("number", number);
        ObjectNode fields = Json.object()
                .put("supplier", scene.text("supplier"))
                .put("number", number)
                .put("date", date)
                .put("net", net)
                .put("vat_rate", vat)
                .put("gross", gross);
        return answered(scene, scene.text("style"), Json.write(fields));
    }

    private static ObjectNode preference(Scene scene) {
        String topic = scene.text("topic");
        ObjectNode example = Json.object();
        ObjectNode input = example.putObject("input");
        input.set(
                "messages",
                new Chat()
                        .say("system", scene.text("system"))
                        .say("user", scene.text(topic + ".review"))
                        .messages());
        input.putArray("tools");
        input.put("parallel_tool_calls", true);
        example.set(
                "preferred_output",
                new Chat().say("assistant", scene.text(topic + ".good")).messages());
        example.set(
                "non_preferred_output",
                new Chat().say("assistant", scene.text(topic + ".bad")).messages());
        return example;
    }

    private static ObjectNode completion(Scene scene) {
        String shelf = scene.text("shelf");
        return Json.object().put("prompt", scene.text(shelf + ".title") + " ->").put("completion", " " + shelf + "\n");
    }
}
