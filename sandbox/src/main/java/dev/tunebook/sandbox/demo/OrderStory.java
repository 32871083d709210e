package dev.tunebook.sandbox.demo;

import dev.tunebook.model.wire.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A conversation in which the assistant looks orders up, asks before it changes one, and then does.
final class OrderStory {

    private static final Map<String, String> TOOLS = Map.of(
            "look_up_order", "Find an order by its number.",
            "cancel_order", "Cancel an order that has not been packed.",
            "change_address", "Change where an order goes, before it is packed.",
            "open_return", "Open a return and mail a label.",
            "check_stock", "How many of an item are in stock.",
            "reserve_item", "Put an item aside for 48 hours.");

    private final Scene scene;
    private final Chat chat = new Chat();

    OrderStory(Scene scene) {
        this.scene = scene;
    }

    ObjectNode example() {
        chat.say("system", scene.text("system"));
        String story = scene.text("story");
        tell(story);
        String extra = scene.text("extra");
        if (extra.equals("stock") && !story.equals("stock")) {
            tell("stock");
        } else if (extra.equals("thanks")) {
            chat.say("user", scene.text("thanks")).say("assistant", scene.text("welcome"));
        }
        ObjectNode example = chat.example();
        example.set("tools", tools());
        return example.put("parallel_tool_calls", false);
    }

    private void tell(String story) {
        chat.say("user", scene.text("ask." + story));
        lookUp(story);
        chat.say("assistant", scene.text("tell." + story)).say("user", scene.text("more." + story));
        act(story);
        chat.say("assistant", scene.text("last." + story));
    }

    private void lookUp(String story) {
        switch (story) {
            case "stock" -> {
                ObjectNode stock =
                        Json.object().put("item", scene.text("item")).put("in_stock", in(scene.text("left")));
                call("check_stock", List.of("item", "size"), stock);
            }
            case "unknown" ->
                call("look_up_order", List.of("order"), Json.object().put("error", "no order " + scene.text("order")));
            case "two" -> {
                call("look_up_order", List.of("order"), order("order", "shipped"));
                chat.call(
                        "look_up_order",
                        Json.object().put("order", scene.text("other")),
                        order("other", "being prepared"));
            }
            case "cancel", "redirect" -> call("look_up_order", List.of("order"), order("order", "being prepared"));
            default -> call("look_up_order", List.of("order"), order("order", "shipped"));
        }
    }

    private void act(String story) {
        switch (story) {
            case "cancel" ->
                call("cancel_order", List.of("order"), Json.object().put("status", "cancelled"));
            case "redirect" ->
                call(
                        "change_address",
                        List.of("order", "street", "town"),
                        Json.object().put("ok", true));
            case "return", "late-cancel" ->
                call(
                        "open_return",
                        List.of("order", "item", "reason"),
                        Json.object().put("return_id", "R" + scene.number(100_200, 998_700, "return")));
            case "unknown" ->
                chat.call("look_up_order", Json.object().put("order", scene.text("other")), order("other", "shipped"));
            case "stock" ->
                call("reserve_item", List.of("item", "size"), Json.object().put("hours", 48));
            default -> {}
        }
    }

    private void call(String tool, List<String> arguments, ObjectNode answer) {
        ObjectNode given = Json.object();
        arguments.forEach(name -> given.put(name, scene.text(name)));
        chat.call(tool, given, answer);
    }

    private ObjectNode order(String rule, String status) {
        ObjectNode order = Json.object().put("order", scene.text(rule)).put("status", status);
        order.putArray("lines")
                .addObject()
                .put("sku", scene.text("sku"))
                .put("item", scene.text("item"))
                .put("price_cents", in(scene.text("price")));
        if (status.equals("shipped")) {
            order.put("carrier", scene.text("carrier")).put("days_left", in(scene.text("days")));
        }
        return order;
    }

    private static int in(String digits) {
        return Integer.parseInt(digits);
    }

    private static ArrayNode tools() {
        ArrayNode tools = Json.array();
        TOOLS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(tool -> {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", tool.getKey()).put("description", tool.getValue());
            List<String> names = switch (tool.getKey()) {
                case "change_address" -> List.of("order", "street", "town");
                case "open_return" -> List.of("order", "item", "reason");
                case "check_stock", "reserve_item" -> List.of("item", "size");
                default -> List.of("order");
            };
            ObjectNode parameters = function.putObject("parameters").put("type", "object");
            ObjectNode properties = parameters.putObject("properties");
            names.forEach(name -> properties.putObject(name).put("type", "string"));
            ArrayNode required = parameters.putArray("required");
            names.forEach(required::add);
        });
        return tools;
    }
}
