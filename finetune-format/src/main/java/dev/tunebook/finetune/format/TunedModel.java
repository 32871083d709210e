package dev.tunebook.finetune.format;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a fine-tuned model, taken apart: `ft:BASE:ORG:SUFFIX:ID[:ckpt-step-N]`, Azure's
/// `BASE.ft-ID[-SUFFIX][:ckpt-step-N]`, and `BASE:ft-ORG…` of the years before 2023.
///
/// @param base the provider's own model it descends from
/// @param checkpointStep where the name is that of a checkpoint
public record TunedModel(String base, Optional<String> suffix, OptionalLong checkpointStep) {
    private static final String CHECKPOINT = "(?::ckpt-step-(?<step>[0-9]{1,18}))?";
    private static final Pattern OPENAI =
            Pattern.compile("ft:(?<base>[^:]+):[^:]*:(?<suffix>[^:]*):[^:]+" + CHECKPOINT);
    private static final Pattern AZURE =
            Pattern.compile("(?<base>[^:]+?)\\.ft-[0-9a-f]{32}(?:-(?<suffix>[^:]+))?" + CHECKPOINT);
    private static final Pattern LEGACY = Pattern.compile("(?<base>[^:]+):ft-.+");

    /// Empty for a name of another shape, such as that of a base model.
    public static Optional<TunedModel> parse(String name) {
        Matcher matcher = OPENAI.matcher(name);
        if (matcher.matches() || matcher.usePattern(AZURE).matches()) {
            String step = matcher.group("step");
            return Optional.of(new TunedModel(
                    matcher.group("base"),
                    Optional.ofNullable(matcher.group("suffix")).filter(suffix -> !suffix.isEmpty()),
                    step == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(step))));
        }
        return matcher.usePattern(LEGACY).matches()
                ? Optional.of(new TunedModel(matcher.group("base"), Optional.empty(), OptionalLong.empty()))
                : Optional.empty();
    }

    /// Whether the name is one Azure OpenAI gives.
    static boolean isAzure(String name) {
        return AZURE.matcher(name).matches();
    }
}
