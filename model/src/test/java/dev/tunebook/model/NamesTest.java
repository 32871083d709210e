package dev.tunebook.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"ab12cd34", "ftjob-Fc5Q4O7S1N", "日本", "a.b", "a b", "100%"})
    void acceptsRunIds(String id) {
        assertThat(new RunId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a/b", "a:b", "a;b", "a,b", "a#b", "a?b", "a'b", "a\\b", ".", "..", " a", "a\n", "a\0b"
            })
    void refusesRunIds(String id) {
        assertThatThrownBy(() -> new RunId(id))
                .isInstanceOf(InvalidNameException.class)
                .hasMessageContaining("run id")
                .hasMessageEndingWith("choose another name");
    }

    @Test
    void refusesTooLongNamesAndShortensThemInTheMessage() {
        String name = "x".repeat(129);
        assertThatThrownBy(() -> new ProjectName(name))
                .hasMessageContaining("129 characters, at most 128")
                .hasMessageNotContainingAny(name);
        assertThat(new ProjectName("x".repeat(128)).value()).hasSize(128);
    }

    @Test
    void readsRunPathsInBothForms() {
        RunPath path = RunPath.of("team", "proj", "r1");
        assertThat(RunPath.parse("team/proj/r1")).isEqualTo(path);
        assertThat(RunPath.parse("team/proj/runs/r1")).isEqualTo(path);
        assertThatThrownBy(() -> RunPath.parse("proj/r1")).hasMessageContaining("entity/project/run");
    }

    @Test
    void readsArtifactReferencesInAllForms() {
        assertThat(ArtifactRef.parse("m").aliasOrLatest()).isEqualTo(ArtifactAlias.LATEST);
        assertThat(ArtifactRef.parse("m:v2").alias().orElseThrow().versionIndex())
                .hasValue(2);
        ArtifactRef short2 = ArtifactRef.parse("proj/m:a");
        assertThat(short2.entity()).isEmpty();
        assertThat(short2.project()).contains(new ProjectName("proj"));
        ArtifactRef full = ArtifactRef.parse("team/proj/model-metadata:ftjob-1");
        assertThat(full).hasToString("team/proj/model-metadata:ftjob-1");
        assertThat(full.nameAndAlias()).isEqualTo("model-metadata:ftjob-1");
        assertThat(short2.within(new EntityName("team"), new ProjectName("other")))
                .hasToString("team/proj/m:a");
        assertThatThrownBy(() -> ArtifactRef.parse("a/b/c/d")).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> ArtifactRef.parse("/m")).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> new ArtifactRef(
                        Optional.of(new EntityName("e")), Optional.empty(), new CollectionName("m"), Optional.empty()))
                .hasMessageContaining("no project");
    }

    @Test
    void knowsVersionAliases() {
        assertThat(new ArtifactAlias("v12").versionIndex()).hasValue(12);
        assertThat(new ArtifactAlias("v").versionIndex()).isEmpty();
        assertThat(new ArtifactAlias("v1x").versionIndex()).isEmpty();
        assertThat(new ArtifactAlias("v12345678901").versionIndex()).isEmpty();
    }

    @Test
    void createsCollectionsStrictlyButReadsThemLeniently() {
        assertThat(new CollectionName("old name (1)").isCreatable()).isFalse();
        assertThatThrownBy(() -> CollectionName.create("old name (1)")).hasMessageContaining("letters, digits");
        assertThat(CollectionName.create("train-file_1.x").isCreatable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../x",
                "a/../b",
                "a/..\\b",
                "..",
                "",
                "a//b",
                "a/./b",
                "a/",
                "C:/x",
                "c:\\x",
                "a\0b"
            })
    void refusesPathsThatLeadOut(String path) {
        assertThatThrownBy(() -> new LogicalPath(path)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void normalisesAndOrdersPaths() {
        assertThat(new LogicalPath("./test with_special-characters.txt"))
                .isEqualTo(new LogicalPath("test with_special-characters.txt"));
        LogicalPath supplementary = new LogicalPath("\uD83D\uDE00");
        LogicalPath privateUse = new LogicalPath("\uFFFD");
        assertThat(new TreeSet<>(java.util.List.of(supplementary, privateUse)))
                .containsExactly(privateUse, supplementary);
    }

    @Test
    void keepsUnknownStatesAsData() {
        RunState odd = new RunState("hibernating");
        assertThat(odd.isAlive()).isFalse();
        assertThat(odd.hasEnded()).isFalse();
        assertThat(RunState.ofExitCode(1)).isEqualTo(RunState.FAILED);
    }
}
