// Package care hears when a message tells of harm: of a crisis, an emergency, an
// eating disorder, or a sign that a doctor should see. It answers with one of
// three levels. An Alarm is answered first and alone. A Concern is asked about:
// it isn't clear from the words. Most messages are neither.
//
// What is heard stands as data in content/care, in the language of phrases of
// coach/lang, so that a clinician can read it:
//
//   - classes.tsv names groups of words: parts of the body, what comes out of it,
//     signs, qualities, courses and times.
//   - crisis.tsv, emergency.tsv, eating.tsv and medical.tsv hold the rules. A rule
//     puts classes together ("<stool> & <black>"), names its source, and has an
//     example that no other rule hears.
//   - groups.tsv names wider groups of everyday words, and weights.tsv what each word,
//     group and pair of groups weighs for each kind: learned from the messages of
//     testdata, for what no rule foresees (evidence.go).
//   - excuses.tsv holds what only looks like a sign: figures of speech, fasts that
//     aren't about the body.
//   - help.tsv holds whom to call, by country.
//
// The way of a message: reader.go finds the words of the phrases, join.go the
// rules whose parts stand together, and assert.go asks of each what the message
// claims: whether it is denied, over, somebody else's, supposed or asked in
// general. evidence.go adds what the words weigh. help.go finds the numbers for a time
// zone.
//
// Reading is total and deterministic, knows no foods but those it is given, and
// its work is bounded. Nothing here is a diagnosis.
package care
