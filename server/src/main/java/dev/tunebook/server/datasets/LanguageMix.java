package dev.tunebook.server.datasets;

import dev.tunebook.model.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import tools.jackson.databind.node.ObjectNode;

/// The languages of a sample of texts, each text having the same chance to be in it. The same file gives the same
/// sample.
final class LanguageMix {
    private static final int SAMPLE = 500;
    private static final int LONGEST = 600;
    /// Letters below which nobody can tell.
    private static final int FEWEST_LETTERS = 20;
    /// How many times as likely as the next one a language must be.
    private static final double CLEARLY = 1.1;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> sample = new ArrayList<>();
    private long seen;

    void add(String text) {
        seen++;
        String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        if (sample.size() < SAMPLE) {
            sample.add(head);
        } else {
            long at = random.nextLong(seen);
            if (at < SAMPLE) {
                sample.set((int) at, head);
            }
        }
    }

    /// `{"sampled", "rows": {"eng": 480, "unknown": 20}}` by ISO 639-3, the most frequent first.
    ObjectNode toJson() {
        Map<String, Long> counts = new HashMap<>();
        sample.forEach(text -> counts.merge(language(text), 1L, Long::sum));
        ObjectNode json = Json.object().put("sampled", sample.size());
        ObjectNode rows = json.putObject("rows");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
        return json;
    }

    static String language(String text) {
        if (text.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
            return "unknown";
        }
        Language[] likely = new LanguageDetectorME(Loaded.MODEL).predictLanguages(text);
        boolean clear = likely[0].getConfidence() > CLEARLY * likely[1].getConfidence();
        return clear ? likely[0].getLang() : "unknown";
    }

    /// Loaded with the first text: a server that never sees a data file does without it.
    private static final class Loaded {
        static final LanguageDetectorModel MODEL = load();

        private static LanguageDetectorModel load() {
            try (InputStream model = LanguageDetectorModel.class.getResourceAsStream("/langdetect-183.bin")) {
                if (model == null) {
                    throw new IllegalStateException("The language model langdetect-183.bin is not on the class path");
                }
                return new LanguageDetectorModel(model);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
