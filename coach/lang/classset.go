package lang

import "encoding/binary"

// classSet is a set of classes, a bit for each.
type classSet []uint64

// has reports whether the set holds the class.
func (s classSet) has(class int32) bool { return s[class>>6]>>(class&63)&1 != 0 }

// classSets are the sets of classes that hold each word alone. Words that are in
// the same classes share one.
type classSets struct {
	of    []int32  // by word: its set
	words int      // of memory that a set takes
	bits  []uint64 // of all sets, one after the other
}

// newClassSets makes the sets of lists of classes, by word.
func newClassSets(lists [][]int32, classes int) classSets {
	s := classSets{of: make([]int32, len(lists)), words: classes/64 + 1}
	known := map[string]int32{}
	var distinct [][]int32
	var key []byte
	for word, list := range lists {
		key = key[:0]
		for _, class := range list {
			key = binary.LittleEndian.AppendUint32(key, uint32(class))
		}
		set, ok := known[string(key)]
		if !ok {
			set = int32(len(distinct))
			known[string(key)] = set
			distinct = append(distinct, list)
		}
		s.of[word] = set
	}
	s.bits = make([]uint64, len(distinct)*s.words)
	for set, list := range distinct {
		for _, class := range list {
			s.set(int32(set))[class>>6] |= 1 << (class & 63)
		}
	}
	return s
}

func (s *classSets) set(n int32) classSet {
	from := int(n) * s.words
	return s.bits[from : from+s.words]
}

// holding are the classes that hold the word alone.
func (s *classSets) holding(word int32) classSet { return s.set(s.of[word]) }
