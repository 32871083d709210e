package dev.tunebook.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/// `bench/run NAME`: starts the program of that name.
final class Bench {
    private interface Program {
        void main(String[] arguments) throws Exception;
    }

    private static final Map<String, Program> PROGRAMS = Map.of(
            "ingest", IngestLoad::main,
            "runs", RunsTable::main,
            "small", SmallRequests::main,
            "artifact", ArtifactLoad::main,
            "kill", KillTest::main,
            "trace", SyscallTrace::main,
            "sync", SyncLoad::main,
            "insight", InsightLoad::main);

    /// What those start in processes of their own.
    private static final Map<String, Program> PARTS = Map.of(
            "syncing", SyncProcess::main,
            "server", ServerProcess::main,
            "bare", BareServer::main);

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        Program program = PROGRAMS.containsKey(name) ? PROGRAMS.get(name) : PARTS.get(name);
        if (program == null) {
            System.err.println("Name one of " + new TreeSet<>(PROGRAMS.keySet()) + "; see bench/README.md.");
            System.exit(2);
            return;
        }
        program.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
