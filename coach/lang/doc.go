// Package lang is what is known of English as people type it, whatever they
// write about: how a message is cut into words, which word a mistyped one was
// meant to be, and the language in which phrases are written down as data. It
// knows no foods and no intents.
//
// Words, bottom-up:
//
//   - scan.go, number.go: a Scanner cuts any bytes into Tokens (words, numbers,
//     emoji, signs, links), each with the bytes where it stands. It is the one
//     tokeniser: the reader of foods (coach/food) works on its tokens.
//   - fold.go: text as names are compared, without case, accents and apostrophes.
//   - words.go: the Words of a message, as phrases see them: where sentences and
//     clauses begin, which end in a question mark, "8 p.m." as one word.
//   - typo.go, english.go: a TypoIndex finds the word of a list that is one edit
//     away; ordinary English words aren't taken for mistyped ones.
//
// Phrases are lines of content/language/phrases_*.tsv, which use the groups of
// words of classes*.tsv. Load compiles all of them into one Program:
//
//   - tsv.go: the files; every mistake is named with file and line.
//   - pattern.go: the language itself, and a phrase's plain forms. Its elements
//     are words, classes, gaps, ends of clauses, and slots in braces:
//     "swap {wrong} for {right}".
//   - inflect.go: the regular forms of verbs, "~vomit".
//   - vocab.go: each word of the phrases as a number, mistyped or drawn out
//     ("soooo") too.
//   - trie.go, program.go: all forms in one trie; lines of several parts that
//     count together, in whatever order (Together); classset.go: the classes that
//     hold a word, a bit for each.
//   - anchor.go: the rare words that phrases need, so that most are never tried.
//   - place.go, match.go: a Finder finds all phrases of a message in one walk from
//     each word, in memory that it keeps for the next message. A Match has the
//     Captures of its slots; what a slot may take in is told by the caller (Slot),
//     who knows what a food or an amount is.
//
// The work is bounded: beyond a budget of steps that grows with the number of
// words no more phrases are looked for, so no message can keep the others
// waiting. Everything here is total and deterministic. A Program and a TypoIndex
// are safe for concurrent use; each reader of messages has a Finder of its own.
package lang
