package access

import (
	"errors"
	"sync"

	"github.com/rolelint/rolelint/internal/automata"
)

// languages caches parsed patterns: roles repeat them.
var languages sync.Map // string → parsed

type parsed struct {
	language *automata.Language
	err      error
}

// reading is how Elasticsearch reads a pattern: index names by StringMatcher,
// everything else by Automatons, where a backslash escapes even without a
// wildcard.
type reading struct {
	key   string
	parse func(string) (*automata.Language, error)
}

var (
	asName    = reading{"name ", automata.Parse}
	asEscaped = reading{"escaped ", automata.ParseEscaped}
)

// language returns the language of a pattern. The error is an
// *automata.SyntaxError or automata.ErrTooComplex.
func (r reading) language(pattern string) (*automata.Language, error) {
	if p, ok := languages.Load(r.key + pattern); ok {
		return p.(parsed).language, p.(parsed).err
	}
	l, err := r.parse(pattern)
	if err != nil || l.Weight() <= lightWeight {
		languages.Store(r.key+pattern, parsed{l, err})
	}
	return l, err
}

// lightWeight is the weight up to which languages are kept: what people write
// is a hundred times lighter, and heavy ones would fill the memory.
const lightWeight = 5_000

// union returns the language of several patterns. Patterns that Elasticsearch
// cannot read grant nothing by themselves; they come back as unreadable.
func (r reading) union(patterns []string) (l *automata.Language, unreadable []string, err error) {
	parts := make([]*automata.Language, 0, len(patterns))
	for _, p := range patterns {
		part, err := r.language(p)
		var syntax *automata.SyntaxError
		switch {
		case errors.As(err, &syntax):
			unreadable = append(unreadable, p)
		case err != nil:
			return nil, nil, err
		default:
			parts = append(parts, part)
		}
	}
	return automata.Union(parts...), unreadable, nil
}
