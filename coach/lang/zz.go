package lang

func (f *Finder) SpansZ() [][]Span { return f.spans }
