package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the values of a line and their keys without making objects of them. It only takes lines that are surely JSON
/// objects in which no key comes twice; the others are for the JSON library.
final class LineScanner {
    private static final int LONGEST_NAME = 1_000;
    private static final int DEEPEST = 60;

    private final List<String> keys = new ArrayList<>();
    private final Map<String, Integer> keyIds = new HashMap<>();
    private final Node root = new Node("", 0);
    private int[] keyOf = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] seen = new int[64];
    private int count;
    private int line;

    /// A place in nested objects; `prefix` is what its members' keys begin with.
    private static final class Node {
        private final String prefix;
        private final int depth;
        private final Map<String, Member> members = new HashMap<>();

        Node(String prefix, int depth) {
            this.prefix = prefix;
            this.depth = depth;
        }
    }

    private static final class Member {
        private final int key;
        private final Node inside;
        private int seenIn;

        Member(int key, Node inside) {
            this.key = key;
            this.inside = inside;
        }
    }

    /// Keys by the number [#key] gives, which stays the same from line to line.
    List<String> keys() {
        return keys;
    }

    int key(String name) {
        return keyIds.computeIfAbsent(name, added -> {
            keys.add(added);
            return keys.size() - 1;
        });
    }

    /// Values found in the last line.
    int count() {
        return count;
    }

    int key(int value) {
        return keyOf[value];
    }

    int start(int value) {
        return starts[value];
    }

    int end(int value) {
        return ends[value];
    }

    /// Whether it could read the line in `[from, to)`; if not, what it found means nothing.
    boolean scan(byte[] text, int from, int to) {
        count = 0;
        line++;
        int at = JsonBytes.space(text, from, to);
        if (at >= to || text[at] != '{') {
            return false;
        }
        int end = object(text, at, to, root);
        return end >= 0 && JsonBytes.space(text, end, to) == to && distinct();
    }

    private boolean distinct() {
        if (seen.length < keys.size()) {
            seen = Arrays.copyOf(seen, keys.size() + 64);
        }
        for (int i = 0; i < count; i++) {
            if (seen[keyOf[i]] == line) {
                return false;
            }
            seen[keyOf[i]] = line;
        }
        return true;
    }

    /// The end of the object that starts at `from`, whose members were added as values; or [#whole] of the end when it
    /// is one value itself.
    private int object(byte[] text, int from, int to, Node node) {
        int at = JsonBytes.space(text, from + 1, to);
        boolean typed = false;
        if (at < to && text[at] == '}') {
            return node == root ? at + 1 : whole(at + 1);
        }
        while (true) {
            int value = JsonBytes.colon(text, at, to);
            if (value == JsonBytes.WRONG) {
                return JsonBytes.WRONG;
            }
            int nameEnd = JsonBytes.string(text, at, to);
            String name = name(text, at + 1, nameEnd - 1);
            if (name.indexOf('\\') >= 0 || name.length() > LONGEST_NAME) {
                return JsonBytes.WRONG;
            }
            typed |= name.equals("_type");
            at = member(text, value, to, node, name);
            if (at == JsonBytes.WRONG) {
                return JsonBytes.WRONG;
            }
            at = JsonBytes.space(text, at, to);
            if (at >= to || text[at] != ',') {
                boolean closed = at < to && text[at] == '}';
                return closed ? typed && node != root ? whole(at + 1) : at + 1 : JsonBytes.WRONG;
            }
            at = JsonBytes.space(text, at + 1, to);
        }
    }

    private static String name(byte[] text, int from, int to) {
        return new String(text, from, to - from, UTF_8);
    }

    private static int whole(int end) {
        return -1 - end;
    }

    private int member(byte[] text, int at, int to, Node node, String name) {
        Member found = node.members.get(name);
        Member member = found == null ? added(node, name) : found;
        if (member.seenIn == line) {
            return JsonBytes.WRONG;
        }
        member.seenIn = line;
        int mark = count;
        boolean nested = at < to && text[at] == '{';
        if (nested && member.inside.depth > DEEPEST) {
            return JsonBytes.WRONG;
        }
        int end = nested ? object(text, at, to, member.inside) : JsonBytes.value(text, at, to);
        if (nested && end < JsonBytes.WRONG) {
            end = -1 - end;
            count = mark;
        } else if (nested || end == JsonBytes.WRONG) {
            return end;
        }
        add(member.key, at, end);
        return end;
    }

    private Member added(Node node, String name) {
        Member member = new Member(key(node.prefix + name), new Node(node.prefix + name + ".", node.depth + 1));
        node.members.put(name, member);
        return member;
    }

    private void add(int key, int start, int end) {
        if (count == keyOf.length) {
            keyOf = Arrays.copyOf(keyOf, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        keyOf[count] = key;
        starts[count] = start;
        ends[count++] = end;
    }
}
