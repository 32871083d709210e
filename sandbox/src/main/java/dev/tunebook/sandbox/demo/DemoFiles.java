package dev.tunebook.sandbox.demo;

import dev.tunebook.sandbox.demo.DemoFile.Split;
import dev.tunebook.sandbox.script.ScriptedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The data files of the account.
record DemoFiles(
        Split support,
        Split sql,
        DemoFile catalogue,
        Split japanese,
        DemoFile brokenInvoices,
        DemoFile invoices,
        Split triage,
        Split orders,
        Split tone,
        Split problems,
        Split escalations,
        Split supportAgain) {

    static final int BROKEN_LINE = 41;

    static DemoFiles of(long seed) {
        DemoFile invoices = DemoFile.of(seed, "invoices.jsonl", ExampleKind.INVOICES, 64);
        return new DemoFiles(
                DemoFile.split(seed, "support-answers.jsonl", ExampleKind.SUPPORT, 180, 30),
                DemoFile.split(seed, "sql-from-questions.jsonl", ExampleKind.SQL, 240, 40),
                DemoFile.of(seed, "catalogue-shelves.jsonl", ExampleKind.CATALOGUE, 300),
                DemoFile.split(seed, "お客様メール.jsonl", ExampleKind.JAPANESE, 160, 24),
                invoices.brokenAt(seed, "invoices-export.jsonl", BROKEN_LINE),
                invoices,
                DemoFile.split(seed, "clinic-triage.jsonl", ExampleKind.TRIAGE, 220, 40),
                DemoFile.split(seed, "order-conversations.jsonl", ExampleKind.ORDERS, 96, 16),
                DemoFile.split(seed, "review-replies.jsonl", ExampleKind.TONE, 150, 25),
                DemoFile.split(seed, "shop-arithmetic.jsonl", ExampleKind.PROBLEMS, 120, 30),
                DemoFile.split(seed, "support-escalations.jsonl", ExampleKind.ESCALATIONS, 90, 15),
                DemoFile.split(seed, "support-answers-autumn.jsonl", ExampleKind.SUPPORT, 250, 40));
    }

    /// All of them, uploaded in this order, some days before the first job.
    List<ScriptedFile> scripted(Instant now) {
        Instant uploaded = now.minus(Duration.ofDays(27));
        List<DemoFile> all = Stream.concat(
                        Stream.of(support, sql, japanese, triage, orders, tone, problems, escalations, supportAgain)
                                .flatMap(split -> Stream.of(split.training(), split.validation())),
                        Stream.of(catalogue, brokenInvoices, invoices))
                .toList();
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                .map(i -> all.get(i).scripted(uploaded.plusSeconds(40L * i)))
                .toList();
    }
}
