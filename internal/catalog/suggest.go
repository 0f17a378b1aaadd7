package catalog

import (
	"cmp"
	"strings"
)

// Suggest returns the name among candidates that was most likely meant by
// word, or "" where none is near enough. Names that differ only in case or in
// "_" and "-" come first; else the one with the fewest edits (a swap of
// neighbours is one), at most a third of the longer name and four. Of several the one
// with the same version suffix wins, then the one with the highest, then the
// first by name, so that the order of candidates does not matter.
func Suggest(word string, candidates []string) string {
	best, bestRank := "", suggestion{}
	plainWord := plain(word)
	_, wordSuffix := versionSuffix(plainWord)
	for _, candidate := range candidates {
		if candidate == word {
			continue
		}
		plainCandidate := plain(candidate)
		limit := min(max(len(plainWord), len(plainCandidate))/3, maxEdits)
		edits, near := within(limit, plainWord, plainCandidate)
		if !near {
			continue
		}
		rank := suggestion{edits: edits, exactEdits: distance(word, candidate)}
		_, rank.suffix = versionSuffix(plainCandidate)
		rank.sameSuffix = rank.suffix == wordSuffix
		if best == "" || rank.less(candidate, bestRank, best) {
			best, bestRank = candidate, rank
		}
	}
	return best
}

// maxEdits keeps long names apart that share a long beginning, such as
// securitySolutionNotes and securitySolutionTimeline.
const maxEdits = 4

// suggestion is how good a candidate is.
type suggestion struct {
	edits, exactEdits int
	sameSuffix        bool
	suffix            int
}

func (s suggestion) less(name string, other suggestion, otherName string) bool {
	if s.edits != other.edits {
		return s.edits < other.edits
	}
	if s.sameSuffix != other.sameSuffix {
		return s.sameSuffix
	}
	if s.exactEdits != other.exactEdits {
		return s.exactEdits < other.exactEdits
	}
	if s.suffix != other.suffix {
		return s.suffix > other.suffix
	}
	return cmp.Less(name, otherName)
}

// plain returns the word in lower case without separators.
func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(word))
}

// versionSuffix cuts the version off a feature id: "siemv5" is "siem" and 5. A
// word without one has 1, as Kibana's first versions are written.
func versionSuffix(word string) (stem string, version int) {
	stem = strings.TrimRight(word, "0123456789")
	digits := word[len(stem):]
	if digits == "" || len(digits) > 2 || !strings.HasSuffix(stem, "v") {
		return word, 1
	}
	for _, digit := range digits {
		version = version*10 + int(digit-'0')
	}
	return stem[:len(stem)-1], version
}

// Near reports whether a word is a name but for case, "_" and "-", and at most
// so many edits.
func Near(word, name string, edits int) bool {
	_, near := within(edits, plain(word), plain(name))
	return near
}
