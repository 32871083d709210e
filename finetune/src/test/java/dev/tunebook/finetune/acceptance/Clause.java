package dev.tunebook.finetune.acceptance;

/// One sentence of an acceptance case, and what shows that it holds.
record Clause(String text, Check check) {
    /// Throws an assertion error where the clause does not hold.
    interface Check {
        void in(SyncWorld world) throws Exception;
    }

    static Clause of(String text, Check check) {
        return new Clause(text, check);
    }

    void verify(SyncWorld world) throws Exception {
        check.in(world);
    }

    @Override
    public String toString() {
        return text;
    }
}
