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

// language returns the language of a name pattern. The error is an
// *automata.SyntaxError or automata.ErrTooComplex.
func language(pattern string) (*automata.Language, error) {
	if p, ok := languages.Load(pattern); ok {
		return p.(parsed).language, p.(parsed).err
	}
	l, err := automata.Parse(pattern)
	languages.Store(pattern, parsed{l, err})
	return l, err
}

// union returns the language of several patterns. Patterns that Elasticsearch
// cannot read grant nothing by themselves; they come back as unreadable.
func union(patterns []string) (l *automata.Language, unreadable []string, err error) {
	parts := make([]*automata.Language, 0, len(patterns))
	for _, p := range patterns {
		part, err := language(p)
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
