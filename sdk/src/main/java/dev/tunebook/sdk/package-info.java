/// The Java SDK: log runs, tables and artifacts to a server that speaks the W&B protocol, and read them back.
/// Start at [Wandb].
///
/// # How it is built
///
/// [Wandb#init] opens a [Run] on the server and a journal on the local disk. Whatever a run is given is in
/// the journal when the method returns; a thread of the run's own carries the journal to the server, in
/// batches, as patiently as the protocol allows. Every line has its index, every artifact a client id, so
/// sending something twice changes nothing: that is all that retries, a second [Wandb#sync] and a killed
/// process rest on. Offline the journal is the whole of it. Tables and images that are logged are files
/// beside the journal, which go to the server before the row that names them.
///
/// [Run#logArtifact] and [Run#saveFile] work in the caller's thread instead and return when the server has
/// everything, since what follows usually needs it there. An [Artifact] is put together locally and has its digest
/// before anything is sent; on the server it is an [ArtifactVersion], however it was come by: logged, used,
/// or found with [Api]. Content that is there is not sent again. Downloads are checked against their
/// digests and appear whole or not at all; there is no cache, a file that is in place already and right is
/// kept.
///
/// [Api] reads [StoredRun]s back: fields at once, everything that can be long as a stream that fetches pages as it
/// goes.
///
/// Nothing is global. Settings come from the environment, as the official client's do, unless they are
/// given; a run is used where it is passed and nowhere else, and any number may be open at once. Network,
/// time, sleep and randomness come in through [Settings]. Whatever fails is a
/// [dev.tunebook.sdk.error.WandbException]: wrong input, of which nothing was sent; a refusal, with the
/// server's own reason; or no usable answer, after all repeating.
@NullMarked
package dev.tunebook.sdk;

import org.jspecify.annotations.NullMarked;
