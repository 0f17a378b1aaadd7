package elasticsearch

import (
	"strings"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/automata"
)

// What the patterns of one file may cost together. A second has some ten
// million of effort at worst. Ordinary patterns cost nothing of it.
const (
	fileEffort    = 30_000_000
	fileTries     = 1_000 // comparisons of the access of entries
	fileEstimates = 200   // of what patterns cost Elasticsearch
	fileRegexes   = 10_000
	fileFields    = 1_000_000 // granted fields held against exceptions
)

// effort is what is left for the hard patterns of a file.
type effort struct {
	pool      *automata.Pool
	tries     int
	estimates int
	fields    int
	regexes   map[string]regex // those read so far, up to fileRegexes
	told      bool
}

type regex struct {
	language *automata.Language
	err      error
}

func newEffort() *effort {
	return &effort{pool: automata.NewPool(fileEffort), tries: fileTries, estimates: fileEstimates, fields: fileFields, regexes: map[string]regex{}}
}

var effortKey = new(byte)

// effortOf returns what is left for the file at hand, and says once that
// nothing is.
func effortOf(p *checks.Pass) *effort {
	e := checks.OnceInFile(p, effortKey, newEffort)
	if e.pool.Empty() && !e.told {
		e.told = true
		p.Exceed("the patterns of the file are too hard to analyse; from this role on rolelint does not say which names they match and what entries have in common")
	}
	return e
}

// parse is automata.Parse within what is left; a regular expression that is
// looked at by several checks is read once.
func (e *effort) parse(pattern string) (*automata.Language, error) {
	if !strings.HasPrefix(pattern, "/") {
		return e.pool.Parse(pattern)
	}
	known, ok := e.regexes[pattern]
	if !ok {
		known.language, known.err = e.pool.Parse(pattern)
		if len(e.regexes) < fileRegexes {
			e.regexes[pattern] = known
		}
	}
	return known.language, known.err
}

// budget bounds a question about names or fields: two milliseconds at worst.
// Patterns that are not made to be hard need a hundredth of it.
func (e *effort) budget() automata.Budget { return automata.Budget{Effort: 20_000, Pool: e.pool} }
