package dev.tunebook.sdk;

import dev.tunebook.sdk.error.InvalidInputException;
import dev.tunebook.sdk.internal.table.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A picture to log or to put into a [Table]; its bytes are kept as they are.
public final class Image {
    private final Picture picture;
    private final Optional<String> caption;

    private Image(Picture picture, Optional<String> caption) {
        this.picture = picture;
        this.caption = caption;
    }

    /// An encoded picture: PNG, JPEG, GIF or BMP.
    ///
    /// @throws InvalidInputException when the bytes are none of these
    public static Image of(byte[] encoded) {
        return new Image(Picture.read(encoded), Optional.empty());
    }

    /// See [#of(byte[])].
    public static Image of(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidInputException("cannot read the image " + file + "; check the path", e);
        }
    }

    /// The same picture with a text below it.
    public Image caption(String text) {
        return new Image(picture, Optional.of(text));
    }

    public Optional<String> caption() {
        return caption;
    }

    /// `png`, `jpg`, `gif` or `bmp`.
    public String format() {
        return picture.format();
    }

    public int width() {
        return picture.width();
    }

    public int height() {
        return picture.height();
    }

    Picture picture() {
        return picture;
    }
}
