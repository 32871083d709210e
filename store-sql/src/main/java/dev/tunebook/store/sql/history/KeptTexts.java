package dev.tunebook.store.sql.history;

/// The texts of a chunk's values that keep them.
final class KeptTexts implements Column.Texts {
    private final byte[] text;
    private final int[] starts;
    private final int[] ends;

    private KeptTexts(byte[] text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    static KeptTexts read(byte[] forms, ByteSource in) {
        int[] starts = new int[forms.length];
        int[] ends = new int[forms.length];
        int end = 0;
        for (int i = 0; i < forms.length; i++) {
            starts[i] = end;
            if (Form.of(forms[i]).keepsText()) {
                end += in.count();
            }
            ends[i] = end;
        }
        return new KeptTexts(in.bytes(end), starts, ends);
    }

    @Override
    public void write(int value, ByteSink out) {
        out.put(text, starts[value], ends[value]);
    }
}
