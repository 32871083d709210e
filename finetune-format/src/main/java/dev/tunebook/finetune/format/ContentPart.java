package dev.tunebook.finetune.format;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A part of a message's content.
public sealed interface ContentPart {

    /// Text.
    record Text(String text) implements ContentPart {}

    /// An image: an http(s) address, or the picture itself as a `data:` address of up to 10 MB.
    ///
    /// @param detail `low`, `high`, `auto`
    record Image(String url, Optional<String> detail) implements ContentPart {}

    /// A kind of part this version does not know.
    record Unknown(String type) implements ContentPart {}

    /// Reads a part; a bare string is a text.
    static ContentPart of(JsonNode part) {
        if (part.isString()) {
            return new Text(part.stringValue());
        }
        String type = Fields.text(part, "type").orElse("unknown");
        if (type.equals("image_url")) {
            JsonNode image = part.path("image_url");
            Optional<String> url = image.isString() ? Fields.text(image) : Fields.text(image, "url");
            return url.<ContentPart>map(address -> new Image(address, Fields.text(image, "detail")))
                    .orElseGet(() -> new Unknown(type));
        }
        return Fields.text(part, "text")
                .or(() -> Fields.text(part, "refusal"))
                .<ContentPart>map(Text::new)
                .orElseGet(() -> new Unknown(type));
    }
}
