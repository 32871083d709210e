package dev.tunebook.model.wire;

import dev.tunebook.model.wire.FileStreamRequest.BinaryChunk;
import dev.tunebook.model.wire.FileStreamRequest.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of `POST …/file_stream`. Reads what every generation of clients sends, in one pass: files as one
/// block or as a
/// list of blocks, Base64 chunks, `complete: false`. Members it does not know are skipped.
public final class FileStreamCodec {
    private static final String OFFSET = "offset";
    private static final String CONTENT = "content";

    private FileStreamCodec() {}

    /// The body; a file with one block takes the usual form, with several the list form.
    public static byte[] write(FileStreamRequest request) {
        ObjectNode body = Json.object();
        if (!request.files().isEmpty() || !request.binaries().isEmpty()) {
            writeFiles(request, body.putObject("files"));
        }
        if (!request.uploaded().isEmpty()) {
            ArrayNode names = body.putArray("uploaded");
            request.uploaded().forEach(names::add);
        }
        if (request.preempting()) {
            body.put("preempting", true);
        }
        request.exitCode().ifPresent(code -> body.put("complete", true).put("exitcode", code));
        return Json.bytes(body);
    }

    private static void writeFiles(FileStreamRequest request, ObjectNode files) {
        request.files().forEach((name, blocks) -> {
            if (blocks.size() == 1) {
                writeBlock(blocks.get(0), files.putObject(name));
            } else {
                ArrayNode list = files.putArray(name);
                blocks.forEach(block -> writeBlock(block, list.addObject()));
            }
        });
        for (BinaryChunk chunk : request.binaries()) {
            ArrayNode list = files.get(chunk.file()) instanceof ArrayNode begun ? begun : files.putArray(chunk.file());
            list.addObject()
                    .put(OFFSET, chunk.byteOffset())
                    .put(CONTENT, chunk.base64())
                    .put("encoding", "base64");
        }
    }

    private static void writeBlock(Block block, ObjectNode target) {
        target.put(OFFSET, block.offset());
        ArrayNode content = target.putArray(CONTENT);
        block.lines().forEach(content::add);
    }

    /// @throws InvalidJsonException when the body is no file stream message
    public static FileStreamRequest read(byte[] utf8) {
        return FileStreamScanner.scan(utf8).orElseGet(() -> parse(utf8));
    }

    static FileStreamRequest parse(byte[] utf8) {
        try (JsonParser parser = Json.parser(utf8)) {
            FileStreamRequest request = new Reader(parser).message();
            if (parser.nextToken() != null) {
                throw new InvalidJsonException("a file stream message has text after its end; send one JSON object");
            }
            return request;
        } catch (JacksonException e) {
            throw Json.invalid(e);
        }
    }

    private static final class Reader {
        private final JsonParser parser;
        private final Map<String, List<Block>> files = new LinkedHashMap<>();
        private final List<BinaryChunk> binaries = new ArrayList<>();
        private final Set<String> uploaded = new LinkedHashSet<>();
        private boolean preempting;
        private boolean complete;
        private int exitCode;

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        FileStreamRequest message() {
            expect(parser.nextToken(), JsonToken.START_OBJECT, "the message");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (member) {
                    case "files" -> files(value);
                    case "uploaded" -> uploaded(value);
                    case "preempting" -> preempting = value == JsonToken.VALUE_TRUE;
                    case "complete" -> complete = value == JsonToken.VALUE_TRUE;
                    case "exitcode" -> exitCode = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                    default -> parser.skipChildren();
                }
            }
            return new FileStreamRequest(
                    files, binaries, uploaded, preempting, complete ? OptionalInt.of(exitCode) : OptionalInt.empty());
        }

        private void files(JsonToken token) {
            if (token == JsonToken.VALUE_NULL) {
                return;
            }
            expect(token, JsonToken.START_OBJECT, "\"files\"");
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        block(name);
                    }
                } else {
                    block(name);
                }
            }
        }

        private void block(String file) {
            expect(parser.currentToken(), JsonToken.START_OBJECT, "a block of a file");
            long offset = 0;
            boolean base64 = false;
            List<String> lines = List.of();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (member) {
                    case OFFSET -> offset = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
                    case CONTENT -> lines = content(value);
                    case "encoding" -> base64 = "base64".equals(parser.getString());
                    default -> parser.skipChildren();
                }
            }
            if (offset < 0) {
                throw new InvalidJsonException("the offset " + offset + " of a file is negative; offsets count from 0");
            }
            if (base64) {
                binaries.add(new BinaryChunk(file, offset, String.join("", lines)));
            } else {
                files.computeIfAbsent(file, name -> new ArrayList<>(1)).add(new Block(offset, lines));
            }
        }

        private List<String> content(JsonToken token) {
            if (token == JsonToken.VALUE_STRING) {
                return List.of(parser.getString());
            }
            expect(token, JsonToken.START_ARRAY, "\"content\"");
            List<String> lines = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.VALUE_STRING, "a line");
                lines.add(parser.getString());
            }
            return lines;
        }

        private void uploaded(JsonToken token) {
            if (token != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.VALUE_STRING, "an uploaded name");
                uploaded.add(parser.getString());
            }
        }

        private static void expect(@Nullable JsonToken found, JsonToken wanted, String place) {
            if (found != wanted) {
                throw new InvalidJsonException(
                        "a file stream message must be an object of files with lines; " + place + " is " + found);
            }
        }
    }
}
