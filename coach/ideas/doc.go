// Package ideas suggests what to eat: simple dishes of content/ideas, and what
// the person eats anyway, each with a reason.
//
// It is pure: For takes the diary of the last weeks, the week's figures and what
// was wished for, and gives the ideas in their order, the best first. A dish that
// holds anything the person avoids is never among them.
//
//	dishes.go   the dishes, as they are loaded
//	choose.go   which come first, and why
package ideas
