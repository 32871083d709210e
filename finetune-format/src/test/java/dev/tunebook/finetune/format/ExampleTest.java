package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleTest {

    @Test
    void readsAConversationWithToolsWeightsAndImages() {
        Example example = example("""
                {"messages":[{"role":"system","content":"be kind"},
                 {"role":"user","content":[{"type":"text","text":"what is this"},"and this",
                   {"type":"image_url","image_url":{"url":"https://x/y.png","detail":"low"}},{"type":"sound"}]},
                 {"role":"assistant","content":null,"tool_calls":[
                   {"id":"call_1","type":"function","function":{"name":"look","arguments":"{\\"at\\":1}"}}]},
                 {"role":"tool","tool_call_id":"call_1","content":"a cat"},
                 {"role":"assistant","content":"A cat.","weight":0}],
                 "tools":[{"type":"function","function":{"name":"look"}}],"parallel_tool_calls":false}""");
        assertThat(example.format()).isEqualTo(DatasetFormat.CHAT);
        assertThat(example.messages()).hasSize(5);
        assertThat(example.first("system").orElseThrow().text()).isEqualTo("be kind");
        Message question = example.last("user").orElseThrow();
        assertThat(question.text()).isEqualTo("what is this\nand this");
        assertThat(question.images()).containsExactly(new ContentPart.Image("https://x/y.png", Optional.of("low")));
        assertThat(question.content()).contains(new ContentPart.Unknown("sound"));
        assertThat(example.messages().get(2).rendered()).isEqualTo("look({\"at\":1})");
        assertThat(example.messages().get(3).toolCallId()).contains("call_1");
        assertThat(example.last("assistant").orElseThrow().weight()).contains(0L);
        assertThat(example.tools()).hasSize(1);
    }

    @Test
    void readsAPreferenceInBothSpellings() {
        for (String suffix : new String[] {"output", "completion"}) {
            Example example =
                    example("{\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"tools\":[{}]},"
                            + "\"preferred_" + suffix + "\":[{\"role\":\"assistant\",\"content\":\"good\"}],"
                            + "\"non_preferred_" + suffix + "\":[{\"role\":\"assistant\",\"content\":\"bad\"}]}");
            assertThat(example).isInstanceOfSatisfying(Example.Preference.class, preference -> {
                assertThat(preference.messages()).hasSize(1);
                assertThat(preference.preferred().get(0).text()).isEqualTo("good");
                assertThat(preference.rejected().get(0).text()).isEqualTo("bad");
                assertThat(preference.tools()).hasSize(1);
            });
        }
    }

    @Test
    void readsReinforcementWithItsItem() {
        assertThat(
                        example(
                                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"}],\"tools\":[],\"target\":6,\"nums\":[1,5]}"))
                .isInstanceOfSatisfying(
                        Example.Reinforcement.class,
                        reinforcement -> assertThat(reinforcement.item()).containsOnlyKeys("target", "nums"));
    }

    @Test
    void readsDeprecatedFunctions() {
        Example example = example("{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\","
                + "\"function_call\":{\"name\":\"f\",\"arguments\":{\"x\":1}}}],\"functions\":[{\"name\":\"f\"}]}");
        assertThat(example.last("assistant").orElseThrow().toolCalls())
                .containsExactly(new ToolCall(Optional.empty(), "f", "{\"x\":1}"));
        assertThat(example.tools()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"prompt\":\"p ->\",\"completion\":\" c\"} | COMPLETION",
                "{\"prompt\":\"p\"} | UNKNOWN",
                "{\"text\":\"t\",\"label\":\"l\"} | UNKNOWN",
                "{} | UNKNOWN",
                "{\"messages\":\"none\"} | UNKNOWN",
                "{\"messages\":[1,null]} | UNKNOWN",
                "{\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]} | UNKNOWN",
                "{\"messages\":[{}]} | UNKNOWN",
                "{\"messages\":[{\"role\":\"assistant\"}]} | CHAT",
                "{\"input\":{},\"preferred_output\":[],\"non_preferred_output\":[]} | PREFERENCE",
            })
    void recognisesKinds(String text, DatasetFormat format) {
        assertThat(example(text).format()).isEqualTo(format);
    }

    private static Example example(String text) {
        return Example.of(RawJson.parse("example", text));
    }
}
