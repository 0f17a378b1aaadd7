package edit

import (
	"cmp"
	"slices"
	"sort"

	"github.com/rolelint/rolelint/internal/source"
)

// intervals answers questions about many spans at once.
type intervals struct {
	spans []source.Span // by start
	ends  []int         // the greatest end up to each
}

// referred returns the values to which an alias or merge key of the file
// refers, and its merge keys.
func referred(f *source.File) (anchored, merges *intervals) {
	var values, keys []source.Span
	for _, note := range f.Notes {
		switch note.Kind {
		case source.NoteMergeKey:
			keys = append(keys, note.Span)
			values = append(values, note.Related...)
		case source.NoteAlias:
			values = append(values, note.Related...)
		}
	}
	return newIntervals(values), newIntervals(keys)
}

func newIntervals(spans []source.Span) *intervals {
	in := &intervals{spans: spans}
	slices.SortFunc(spans, func(a, b source.Span) int { return cmp.Compare(a.Start, b.Start) })
	for i, s := range spans {
		if i > 0 {
			s.End = max(s.End, in.ends[i-1])
		}
		in.ends = append(in.ends, s.End)
	}
	return in
}

// furthest returns the greatest end of the spans that start at p or before.
func (in *intervals) furthest(p int) int {
	i := sort.Search(len(in.spans), func(i int) bool { return in.spans[i].Start > p })
	if i == 0 {
		return -1
	}
	return in.ends[i-1]
}

// overlap reports whether one of the spans has a byte, or an end, in s.
func (in *intervals) overlap(s source.Span) bool { return in.furthest(s.End) >= s.Start }

// contain reports whether one of the spans has all of s in it.
func (in *intervals) contain(s source.Span) bool { return in.furthest(s.Start) >= s.End }

// within reports whether one of the spans begins in s.
func (in *intervals) within(s source.Span) bool {
	i := sort.Search(len(in.spans), func(i int) bool { return in.spans[i].Start >= s.Start })
	return i < len(in.spans) && in.spans[i].Start < s.End
}
