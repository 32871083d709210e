package dev.tunebook.store.sql.history;

import java.util.Arrays;

/// Columns to bytes and back. The first byte names the codec. What charts need (places and numbers) is compressed apart
/// from what only whole lines need (forms and texts).
final class ColumnCodec {
    private static final int CODEC = 1;
    private static final int DENSE = 1;
    private static final int ONE_FORM = 2;
    private static final int NUMBERS_ONLY = 4;
    private static final int DETAILS = 8;
    private static final long EXACT = 1L << 53;

    private ColumnCodec() {}

    static byte[] encode(Column column) {
        int count = column.count();
        byte[] forms = column.forms().clone();
        double[] numbers = new double[count];
        NumberCodec codec = numbers(column, forms, numbers);
        int numeric = 0;
        int texts = 0;
        boolean oneForm = true;
        for (int i = 0; i < count; i++) {
            numeric += Form.of(forms[i]).isNumber() ? 1 : 0;
            texts += Form.of(forms[i]).keepsText() ? 1 : 0;
            oneForm &= forms[i] == forms[0];
        }
        boolean dense = column.places()[count - 1] - column.places()[0] == count - 1;
        boolean numbersOnly = numeric == count;
        boolean details = texts > 0 || numbersOnly && !oneForm;
        ByteSink out = new ByteSink(256);
        out.u8(CODEC).varint(count).u8(codec.ordinal());
        out.u8((dense ? DENSE : 0)
                | (oneForm ? ONE_FORM : 0)
                | (numbersOnly ? NUMBERS_ONLY : 0)
                | (details ? DETAILS : 0));
        if (oneForm) {
            out.u8(forms[0]);
        }
        boolean formsInChart = !oneForm && !numbersOnly;
        boolean formsInDetails = !oneForm && numbersOnly;
        Zstandard.write(
                chart -> {
                    writePlaces(column.places(), dense, out, chart);
                    if (formsInChart) {
                        chart.put(forms);
                    }
                    writeNumbers(column, codec, forms, numbers, chart);
                },
                out);
        if (details) {
            Zstandard.write(rest -> writeDetails(column, forms, formsInDetails, rest), out);
        }
        return out.toArray();
    }

    /// Chooses the codec, fills in the doubles it writes, and has the text kept of integers it could not keep exactly.
    private static NumberCodec numbers(Column column, byte[] forms, double[] numbers) {
        boolean any = false;
        boolean integers = true;
        for (int i = 0; i < forms.length; i++) {
            boolean number = column.isNumber(i);
            any |= number;
            integers &= !number || column.form(i) == Form.INTEGER;
        }
        if (!any || integers) {
            return any ? NumberCodec.LONGS : NumberCodec.NONE;
        }
        boolean floats = true;
        int size = 0;
        for (int i = 0; i < forms.length; i++) {
            if (column.isNumber(i)) {
                double number = column.number(i);
                numbers[size++] = number;
                floats &= Double.isNaN(number) || (float) number == number;
                if (column.form(i) == Form.INTEGER && Math.abs(column.bits(i)) > EXACT) {
                    forms[i] = Form.OTHER_NUMBER.code();
                }
            }
        }
        return floats ? NumberCodec.FLOATS : NumberCodec.DOUBLES;
    }

    private static void writeNumbers(Column column, NumberCodec codec, byte[] forms, double[] numbers, ByteSink out) {
        int size = 0;
        if (codec == NumberCodec.LONGS) {
            long[] integers = new long[forms.length];
            for (int i = 0; i < forms.length; i++) {
                if (column.isNumber(i)) {
                    integers[size++] = column.bits(i);
                }
            }
            NumberCodec.writeLongs(integers, size, out);
        } else if (codec != NumberCodec.NONE) {
            for (int i = 0; i < forms.length; i++) {
                size += column.isNumber(i) ? 1 : 0;
            }
            codec.write(numbers, size, out);
        }
    }

    private static void writeDetails(Column column, byte[] forms, boolean withForms, ByteSink details) {
        if (withForms) {
            details.put(forms);
        }
        ByteSink all = new ByteSink(256);
        for (int i = 0; i < forms.length; i++) {
            if (Form.of(forms[i]).keepsText()) {
                int before = all.size();
                column.write(i, all);
                details.varint(all.size() - before);
            }
        }
        details.put(all.array(), 0, all.size());
    }

    static void writePlaces(int[] places, boolean dense, ByteSink head, ByteSink rest) {
        if (dense) {
            head.varint(places[0]);
        } else {
            int before = -1;
            for (int place : places) {
                rest.varint(place - before - 1);
                before = place;
            }
        }
    }

    static int[] readPlaces(ByteSource gaps, int count) {
        int[] places = new int[count];
        int before = -1;
        for (int i = 0; i < count; i++) {
            before += 1 + gaps.count();
            places[i] = before;
        }
        return places;
    }

    static int[] from(int first, int count) {
        int[] places = new int[count];
        Arrays.setAll(places, i -> first + i);
        return places;
    }

    static Column decode(byte[] chunk) {
        Opened opened = new Opened(chunk);
        byte[] forms = opened.formsOfChart();
        ByteSource details = opened.details();
        if (opened.is(NUMBERS_ONLY) && !opened.is(ONE_FORM)) {
            forms = details.bytes(opened.count);
        }
        return new Column(opened.places, forms, opened.bits(forms), KeptTexts.read(forms, details));
    }

    static Points points(byte[] chunk) {
        Opened opened = new Opened(chunk);
        if (opened.codec == NumberCodec.NONE) {
            return Points.NONE;
        }
        double[] numbers = new double[opened.count];
        if (opened.is(NUMBERS_ONLY)) {
            opened.codec.read(opened.chart, numbers, opened.count);
            return new Points(opened.places, numbers, opened.count);
        }
        byte[] forms = opened.formsOfChart();
        int size = 0;
        for (int i = 0; i < forms.length; i++) {
            if (Form.of(forms[i]).isNumber()) {
                opened.places[size++] = opened.places[i];
            }
        }
        opened.codec.read(opened.chart, numbers, size);
        return new Points(opened.places, numbers, size);
    }

    static int[] places(byte[] chunk) {
        return new Opened(chunk).places;
    }

    /// A chunk with its places read.
    private static final class Opened {
        private final ByteSource in;
        private final int count;
        private final NumberCodec codec;
        private final int flags;
        private final byte form;
        private final ByteSource chart;
        private final int[] places;

        Opened(byte[] chunk) {
            in = new ByteSource(chunk);
            Codecs.require(in.u8(), CODEC, "chunk");
            count = in.count();
            codec = NumberCodec.ALL[in.u8()];
            flags = in.u8();
            form = is(ONE_FORM) ? (byte) in.u8() : 0;
            int first = is(DENSE) ? in.count() : 0;
            chart = Zstandard.read(in);
            places = is(DENSE) ? from(first, count) : readPlaces(chart, count);
        }

        boolean is(int flag) {
            return (flags & flag) != 0;
        }

        byte[] formsOfChart() {
            if (!is(ONE_FORM) && !is(NUMBERS_ONLY)) {
                return chart.bytes(count);
            }
            byte[] forms = new byte[count];
            Arrays.fill(forms, form);
            return forms;
        }

        ByteSource details() {
            return is(DETAILS) ? Zstandard.read(in) : new ByteSource(new byte[0]);
        }

        long[] bits(byte[] forms) {
            long[] bits = new long[count];
            int numeric = 0;
            for (byte each : forms) {
                numeric += Form.of(each).isNumber() ? 1 : 0;
            }
            long[] integers = new long[codec == NumberCodec.LONGS ? numeric : 0];
            double[] numbers = new double[codec == NumberCodec.LONGS ? 0 : numeric];
            if (codec == NumberCodec.LONGS) {
                NumberCodec.readLongs(chart, integers, numeric);
            } else {
                codec.read(chart, numbers, numeric);
            }
            int at = 0;
            for (int i = 0; i < count; i++) {
                if (Form.of(forms[i]).isNumber()) {
                    bits[i] = codec == NumberCodec.LONGS
                            ? integers[at]
                            : forms[i] == Form.INTEGER.code()
                                    ? (long) numbers[at]
                                    : Double.doubleToLongBits(numbers[at]);
                    at++;
                }
            }
            return bits;
        }
    }
}
