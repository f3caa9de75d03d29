// Package food reads what people write about what they ate and drank.
//
// A Reader turns a message into a Reading: the foods that were eaten, with
// their gut-health categories, plants, amounts, fibre, fluid, day and meal;
// the foods that were only spoken of; and the words that look like foods but
// are in no lexicon. It needs no model: the same words always give the same
// reading, in microseconds, and no message is an error.
//
//	lexicon, err := food.LoadLexicon(content.Files)
//	reader := food.NewReader(lexicon)
//	reading := reader.Read("half an avocado on rye, no butter", food.Moment{Sent: now, DayEnd: 4 * time.Hour})
//
// # The lexicon
//
// Foods stand in content/foods/*.tsv, one a line (row.go, rowfile.go, cell.go);
// the words around foods stand in content/language/*.tsv (language.go, table.go,
// units.go, cues.go). LoadLexicon numbers every word of both
// (vocabulary.go), checks all of it, and names file and line of every mistake.
// lookup.go and known.go answer what the lexicon has. No word that people write
// is in this package. What is no mistake in form and still can't be true, such
// as a carrot cake without carrot, is found by the package sweep.
//
// # How a message is read
//
// Each step is a file or two, and works on the state of the one before:
//
//   - coach/lang: runes → tokens (words, numbers, emoji, signs, links), with the
//     bytes they stand at; token.go adds what is known of each;
//   - tokenise.go: every word is folded, spelled out (lang.Spelled) and looked up, as
//     it is, in the singular, or one edit away (lang.TypoIndex); respell.go tries two
//     common mistakes more; short forms and emoji are spelled out; own.go puts in what a person
//     taught;
//   - foreign.go: code and other languages are left alone;
//   - mark.go, cut.go, count.go, trie.go: the longest names, phrases and numbers;
//   - clause.go, figures.go, shy.go: was it eaten, or denied, asked, wished, planned,
//     somebody else's, corrected, or only a likeness? coach/assert says;
//   - beside.go: names that mean another food beside certain foods;
//   - draft.go, amount.go, weigh.go, bare.go, compound.go, listed.go, bread.go, milk.go, cocoa.go, contents.go,
//     filling.go, share.go, weighed.go, gloss.go, divide.go, emoji.go: foods with their amounts and qualifiers; what belongs
//     to what;
//   - date.go, timewords.go, calendar.go, clock.go: day, meal and time of day: "7:30",
//     "half past two", "around 3";
//   - build.go, qualifiers.go, unlisted.go, unnamed.go: items, and what no list names.
//
// The work grows in step with the length of the message; a test counts it.
package food
