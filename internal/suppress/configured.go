package suppress

import (
	"strings"
	"sync/atomic"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Entry is a suppression of the configuration.
type Entry struct {
	Rules []string
	Role  string // name pattern (*, ?); empty: every role, and files as a whole
	File  string // glob, as it is written; empty: every file
	// InFile reports whether a file, of which path is absolute, belongs to File.
	InFile  func(path string) bool
	Path    source.Path // place in the role; empty: everywhere
	Reason  string
	Expires string     // last day; empty: it does not end
	At      diag.Place // where it stands in the configuration; File is set
}

// Configured are the suppressions of the configuration, over all files of a
// run. Nil has none. It is safe for concurrent use.
type Configured struct {
	list   []*configured
	byRule map[string][]*configured
}

// configured is the suppression of one rule by the configuration.
type configured struct {
	Match
	*Entry
	rule    string
	expired bool
	// seen says that the rule ran where the entry suppresses; used, that it
	// found something there.
	seen, used atomic.Bool
}

// NewConfigured returns the suppressions of the configuration. Their rules
// exist and are not locked.
func NewConfigured(entries []Entry, today string) *Configured {
	c := &Configured{byRule: map[string][]*configured{}}
	for i := range entries {
		e := &entries[i]
		for _, rule := range e.Rules {
			one := &configured{
				Match: Match{"configuration", e.Reason, e.Expires},
				Entry: e, rule: rule, expired: expired(e.Expires, today),
			}
			c.list = append(c.list, one)
			c.byRule[rule] = append(c.byRule[rule], one)
		}
	}
	return c
}

func (c *Configured) of(rule string) []*configured {
	if c == nil {
		return nil
	}
	return c.byRule[rule]
}

func (c *configured) covers(at *place, file string) bool {
	return c.inFile(file) && (c.Role == "" || role.MatchName(c.Role, at.name)) && leadsTo(c.Path, at)
}

func (c *configured) inFile(file string) bool {
	return c.File == "" || c.InFile(file)
}

// exact reports whether an entry is for one file, so that a run over that file
// can tell whether it is of use.
func (c *configured) exact() bool { return c.File != "" && !strings.ContainsAny(c.File, `*?[{\`) }

// look remembers that a file was looked at as a whole. ran says of a rule
// whether it ran there.
func (c *Configured) look(f *role.File, name string, ran func(string) bool) {
	if c == nil {
		return
	}
	for _, one := range c.list {
		if one.seen.Load() || !one.inFile(name) || !ran(one.rule) {
			continue
		}
		match := one.Role == ""
		for i := 0; i < len(f.Roles) && !match; i++ {
			match = role.MatchName(one.Role, f.Roles[i].Name)
		}
		if match {
			one.seen.Store(true)
		}
	}
}
