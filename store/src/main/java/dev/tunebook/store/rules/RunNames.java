package dev.tunebook.store.rules;

import java.util.random.RandomGenerator;

/// Names for runs nobody named: a mood, a tune, and which run of the project it is.
record RunNames(RandomGenerator random) {
    private static final String[] MOODS = {
        "amber", "bold", "brisk", "bright", "calm", "clear", "crisp", "daring", "deep", "eager", "early", "easy",
        "fair", "fleet", "gentle", "glad", "golden", "grand", "happy", "hidden", "jolly", "keen", "kind", "late",
        "light", "lively", "lucid", "mellow", "merry", "mild", "misty", "noble", "open", "patient", "plain", "proud",
        "quick", "quiet", "rare", "ready", "rising", "royal", "silent", "silver", "smooth", "snowy", "solar", "spry",
        "steady", "still", "sunny", "sweet", "swift", "tidy", "true", "velvet", "vivid", "warm", "wild", "wise"
    };
    private static final String[] TUNES = {
        "air",
        "anthem",
        "aria",
        "ballad",
        "ballade",
        "barcarole",
        "bourree",
        "cadence",
        "canon",
        "cantata",
        "canzona",
        "caprice",
        "carol",
        "chaconne",
        "chant",
        "chorale",
        "chord",
        "coda",
        "courante",
        "descant",
        "duet",
        "elegy",
        "etude",
        "fanfare",
        "fugue",
        "galliard",
        "gavotte",
        "gigue",
        "hornpipe",
        "hymn",
        "jig",
        "lament",
        "lullaby",
        "madrigal",
        "march",
        "mazurka",
        "melody",
        "minuet",
        "motet",
        "nocturne",
        "octave",
        "overture",
        "pavane",
        "polka",
        "polonaise",
        "prelude",
        "quartet",
        "reel",
        "refrain",
        "rhapsody",
        "rondo",
        "sarabande",
        "scherzo",
        "serenade",
        "sonata",
        "strathspey",
        "toccata",
        "trio",
        "verse",
        "waltz"
    };

    String next(long number) {
        return MOODS[random.nextInt(MOODS.length)] + "-" + TUNES[random.nextInt(TUNES.length)] + "-" + number;
    }
}
