package dev.tunebook.store.sql.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// The values of one key in one group, ascending by place. Never changes.
final class Column {
    private final int[] places;
    private final byte[] forms;
    private final long[] bits;
    private final Texts texts;

    /// What each value was written as, for the forms that keep it.
    interface Texts {
        void write(int value, ByteSink out);
    }

    /// @param places within the group, ascending
    /// @param forms [Form#code]s
    /// @param bits the integer of an [Form#INTEGER], the bits of the double of other numbers, else 0
    Column(int[] places, byte[] forms, long[] bits, Texts texts) {
        this.places = places;
        this.forms = forms;
        this.bits = bits;
        this.texts = texts;
    }

    int count() {
        return places.length;
    }

    int[] places() {
        return places;
    }

    Form form(int value) {
        return Form.of(forms[value]);
    }

    byte[] forms() {
        return forms;
    }

    long bits(int value) {
        return bits[value];
    }

    boolean isNumber(int value) {
        return form(value).isNumber();
    }

    /// The number; meaningless for other values.
    double number(int value) {
        return form(value) == Form.INTEGER ? bits[value] : Double.longBitsToDouble(bits[value]);
    }

    /// The index of the value at a place, negative when there is none.
    int at(int place) {
        int first = places[0];
        if (place >= first && place - first < places.length && places[place - first] == place) {
            return place - first;
        }
        return Arrays.binarySearch(places, place);
    }

    /// Writes the value as it was sent.
    void write(int value, ByteSink out) {
        Form form = form(value);
        if (form.keepsText()) {
            texts.write(value, out);
        } else if (form.literal().isPresent()) {
            out.put(form.literal().get());
        } else if (form == Form.INTEGER) {
            String integer = Long.toString(bits[value]);
            out.ascii(integer, 0, integer.length());
        } else {
            Decimals.write(form, Double.longBitsToDouble(bits[value]), out);
        }
    }

    String literal(int value) {
        ByteSink out = new ByteSink(24);
        write(value, out);
        return new String(out.toArray(), UTF_8);
    }

    /// The numbers alone.
    Points points() {
        int count = 0;
        int[] at = new int[places.length];
        double[] numbers = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            if (isNumber(i)) {
                at[count] = places[i];
                numbers[count++] = number(i);
            }
        }
        return new Points(at, numbers, count);
    }
}
