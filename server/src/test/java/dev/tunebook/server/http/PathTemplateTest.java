package dev.tunebook.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    private static Optional<Map<String, String>> match(String template, String path) {
        return PathTemplate.of(template).match(RequestPath.decode(path));
    }

    @Test
    void parametersAreDecodedOnceAndKeepEncodedSlashes() {
        assertThat(match("/files/{entity}/{file...}", "/files/me/a%2Fb/c%2525.txt"))
                .contains(Map.of("entity", "me", "file", "a/b/c%25.txt"));
    }

    @ParameterizedTest
    @CsvSource({"/a/{b}, /a", "/a/{b}, /a/b/c", "/a/{b...}, /a", "/a, /b", "/, /a"})
    void otherShapesDoNotMatch(String template, String path) {
        assertThat(match(template, path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/a/%2e%2e/b",
                "/a/.%2E",
                "/a/%5c..",
                "/a/b%00",
                "/a/%",
                "/a/%2",
                "/a/%zz",
                "/a/%ff",
                "/a/./b"
            })
    void tricksAreRefused(String path) {
        assertThatThrownBy(() -> RequestPath.decode(path))
                .isInstanceOfSatisfying(
                        HttpFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(400));
    }
}
