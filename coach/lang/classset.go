package lang

import "sync/atomic"

// classSet is a set of classes, a bit for each.
type classSet []uint64

// has reports whether the set holds the class.
func (s classSet) has(class int32) bool { return s[class>>6]>>(class&63)&1 != 0 }

func (s classSet) add(class int32) { s[class>>6] |= 1 << (class & 63) }

// classSets are the sets of classes that hold each word alone. A set is made when a
// message holds the word: most words of phrases never come.
type classSets struct {
	lists [][]int32 // by word
	words int       // of memory that a set takes
	made  []atomic.Pointer[classSet]
}

// newClassSets are the sets of lists of classes, by word.
func newClassSets(lists [][]int32, classes int) classSets {
	return classSets{lists: lists, words: classes/64 + 1, made: make([]atomic.Pointer[classSet], len(lists))}
}

// holding are the classes that hold the word alone.
func (s *classSets) holding(word int32) classSet {
	if set := s.made[word].Load(); set != nil {
		return *set
	}
	set := make(classSet, s.words)
	for _, class := range s.lists[word] {
		set.add(class)
	}
	s.made[word].Store(&set)
	return set
}
