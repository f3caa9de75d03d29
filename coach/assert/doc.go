// Package assert decides how a sentence speaks of each thing that it names:
// whether a food was eaten, denied, wished for, planned, bought, somebody
// else's.
//
// It follows ConText (Harkema et al., Journal of Biomedical Informatics 2009;
// medspaCy's context_rule.py): a cue is a row of data that gives an assertion
// to the items in its scope, in a direction, until something ends it. Rows are
// read with [ReadRules] from language/assertions.tsv, and the phrases of each
// cue stand in language/cues.tsv. A pseudo-cue, which only looks like one, is a
// longer phrase of those that has no rule.
//
// The caller cuts a message into sentences, gives each as a list of [Span]s,
// and [Resolver.Resolve] sets Said on them. It is linear in their number.
package assert
