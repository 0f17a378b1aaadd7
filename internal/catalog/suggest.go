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
// first by name, so that the order of candidates does not matter. Where no name is
// that near, one counts whose words begin as those of word do.
func Suggest(word string, candidates []string) string {
	if near := suggestByEdits(word, candidates); near != "" {
		return near
	}
	return suggestByWords(word, candidates)
}

// suggestByWords returns the name whose words are those of word, one by one,
// where one may be the beginning of the other: create_doc for create_document.
// Names of a single word are left to edits.
func suggestByWords(word string, candidates []string) string {
	parts, best, bestEdits := words(word), "", 0
	if len(parts) < 2 {
		return ""
	}
	for _, candidate := range candidates {
		if len(word) < 2 || len(candidate) < 2 || !strings.EqualFold(word[:2], candidate[:2]) {
			continue // as nearly all do: they begin in different ways
		}
		other := words(candidate)
		if len(other) != len(parts) {
			continue
		}
		same, alike := 0, true
		for i := range parts {
			short, long := parts[i], other[i]
			if len(short) > len(long) {
				short, long = long, short
			}
			switch {
			case short == long:
				same++
			case len(short) < minBeginning || !strings.HasPrefix(long, short):
				alike = false
			}
		}
		if !alike || same == 0 {
			continue
		}
		if edits := distance(word, candidate); best == "" || edits < bestEdits || edits == bestEdits && candidate < best {
			best, bestEdits = candidate, edits
		}
	}
	return best
}

// minBeginning is how many letters a word must begin with to be a shorter form
// of another.
const minBeginning = 3

// words cuts a name at its separators.
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' || r == ' ' })
}

func suggestByEdits(word string, candidates []string) string {
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

// renamed are ids of features from before the catalogue begins, still found in
// roles. Built-in alerts became Stack Alerts (elastic/kibana#82873), Ingest
// Manager became Fleet in 7.11 (elastic/kibana#83200: "Privileges
// feature_ingestManager.* is not valid anymore and should be replaced by
// feature_fleet.*").
var renamed = map[string]string{
	"builtInAlerts": "stackAlerts",
	"ingestManager": "fleet",
}

// mistaken are names that never were ids of features and are found in roles:
// what a feature is called in Kibana, or its plugin. The feature indexPatterns
// had the name "Index Pattern Management" (elastic/kibana:
// x-pack/plugins/features/server/oss_features.ts of 7.x).
var mistaken = map[string]string{
	"indexPatternManagement": "indexPatterns",
}

// MistakenFor returns the id of the feature that a name which is none is
// mistaken for; "" where that is not known.
func MistakenFor(name string) string { return mistaken[name] }

// RenamedBefore returns what the id of a feature from before the catalogue
// begins became; "" where it is none.
func RenamedBefore(id string) string { return renamed[id] }

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
