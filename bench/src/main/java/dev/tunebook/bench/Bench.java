package dev.tunebook.bench;

import java.util.Map;

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
            "syncing", SyncProcess::main,
            "insight", InsightLoad::main,
            "server", ServerProcess::main,
            "bare", BareServer::main);

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Program program = arguments.length == 0 ? null : PROGRAMS.get(arguments[0]);
        if (program == null) {
            System.err.println("Name one of " + PROGRAMS.keySet() + "; see bench/README.md.");
            System.exit(2);
            return;
        }
        program.main(java.util.Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
