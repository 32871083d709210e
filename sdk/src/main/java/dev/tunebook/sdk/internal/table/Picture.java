package dev.tunebook.sdk.internal.table;

import dev.tunebook.model.wire.Digests;
import dev.tunebook.sdk.error.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// An encoded picture and what its bytes say about it.
///
/// @param bytes nobody changes them
/// @param format `png`, `jpg`, `gif` or `bmp`
/// @param sha256 hex
public record Picture(byte[] bytes, String format, int width, int height, String sha256) {
    private static final Map<String, String> FORMATS = Map.of("jpeg", "jpg", "png", "png", "gif", "gif", "bmp", "bmp");

    /// @throws InvalidInputException when the bytes are no picture of a known format
    public static Picture read(byte[] encoded) {
        byte[] bytes = encoded.clone();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                reader.setInput(in);
                String format = FORMATS.getOrDefault(reader.getFormatName().toLowerCase(Locale.ROOT), "");
                if (!format.isEmpty()) {
                    return new Picture(
                            bytes, format, reader.getWidth(0), reader.getHeight(0), Digests.hexSha256(bytes));
                }
            }
        } catch (IOException e) {
            throw new InvalidInputException("the image cannot be read; encode it as PNG, JPEG, GIF or BMP", e);
        }
        throw new InvalidInputException("the image is neither PNG, JPEG, GIF nor BMP; encode it as one of these");
    }
}
