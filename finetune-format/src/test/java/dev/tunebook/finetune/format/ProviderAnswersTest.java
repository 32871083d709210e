package dev.tunebook.finetune.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists, errors and file objects.
class ProviderAnswersTest {

    @Test
    void aListKeepsTheExactTextOfEachItem() {
        String first = "{ \"id\":\"a\", \"x\":1.180739673145581e-05, \"é\":\"\\u00e9\" }";
        String second = "{\"id\":\"b\",\"nested\":{\"data\":[{}]}}";
        ListPage<RawJson> page = ListPage.parse(
                "thing",
                "\uFEFF{\"has_more\":true,\"data\":[" + first + ",\n null, " + second + " ],\"first_id\":\"a\"}\n",
                raw -> raw);
        assertThat(page.items()).extracting(RawJson::text).containsExactly(first, second);
        assertThat(page.hasMore()).contains(true);
    }

    @Test
    void aListMayNotSayWhetherThereIsMore() {
        assertThat(ListPage.parse("job", "{\"object\":\"list\",\"data\":[]}", FineTuneJob::of)
                        .hasMore())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html></html>",
                "{}",
                "{\"data\":[{\"id\":\"a\"}",
                "{\"data\":[{\"id\":\"a\"},",
                "{\"data\":{}}"
            })
    void refusesWhatIsNoList(String text) {
        assertThatThrownBy(() -> ListPage.parse("job", text, FineTuneJob::of)).isInstanceOf(FormatException.class);
    }

    @Test
    void anItemThatCannotBeReadIsNamedAndCostsNoOther() {
        String deep = "[".repeat(300) + "]".repeat(300);
        ListPage<FineTuneJob> page = ListPage.parse(
                "job",
                "{\"data\":[{\"status\":\"failed\"},{\"id\":\"a\",\"created_at\":1e400},{\"id\":\"\"},"
                        + "{\"id\":\"b\",\"seed\":" + "1".repeat(1500) + ",\"x\":\"}]\"},7,"
                        + "{\"id\":\"c\"},{\"deep\":" + deep + "},{\"id\":\"d\"}],\"has_more\":true}",
                FineTuneJob::of);
        assertThat(page.items()).extracting(FineTuneJob::id).containsExactly("a", "c", "d");
        assertThat(page.items().get(0).createdAt()).isEmpty();
        assertThat(page.hasMore()).contains(true);
        assertThat(page.unreadable())
                .hasToString("[item 1 of the list of jobs cannot be read: The job has no `id`,"
                        + " item 1 behind a of the list of jobs cannot be read: The job has no `id`,"
                        + " job b cannot be read: it holds a number of too many digits, or is nested too deeply,"
                        + " item 3 behind a of the list of jobs cannot be read: it is no JSON object,"
                        + " item 1 behind c of the list of jobs cannot be read: it holds a number of too many digits,"
                        + " or is nested too deeply]");
    }

    @Test
    void readsErrorsAndHidesKeys() {
        ProviderError error = ProviderError.parse(
                "{\"error\":{\"message\":\"Incorrect API key provided: sk-abcdef123456.\",\"type\":\"invalid_request_error\","
                        + "\"param\":null,\"code\":\"invalid_api_key\"}}");
        assertThat(error.message()).isEqualTo("Incorrect API key provided: sk-***");
        assertThat(error.code()).contains("invalid_api_key");
        assertThat(error.param()).isEmpty();
        assertThat(error.isQuotaExhausted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"error\":", "{}", "{\"error\":\"quota\"}", "{\"error\":{}}", "12"})
    void readsAnyErrorBody(String body) {
        assertThat(ProviderError.parse(body).message()).isNotBlank();
    }

    @Test
    void readsAFile() {
        ProviderFile file = ProviderFile.parse(
                "{\"object\":\"file\",\"id\":\"file-1\",\"purpose\":\"fine-tune\",\"filename\":\"訓練.jsonl\",\"bytes\":50,"
                        + "\"created_at\":1780006012,\"expires_at\":null,\"status\":\"processed\"}");
        assertThat(file.filename()).isEqualTo("訓練.jsonl");
        assertThat(file.bytes()).hasValue(50);
        assertThat(file.expiresAt()).isEmpty();
        assertThat(ProviderFile.parse("{\"id\":\"file-2\"}").filename()).isEqualTo("file-2");
    }
}
