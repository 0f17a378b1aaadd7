package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/rolelint/rolelint/internal/decode"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// lock says where a rule is locked, and at which severity.
type lock struct {
	path     string // of the file, absolute
	at       Origin
	severity diag.Severity
}

// lock reads whether a rule is locked, and holds what is said of it to a lock
// of another file; false where nothing more is to be read of it.
func (d *decoder) lock(n *source.Node, s *ruleSetting, to *RuleSettings) bool {
	if s.locked && (s.severity == nil || *s.severity == diag.Off) {
		d.Fail(n.Get("locked").Key, `a locked rule needs "severity": info, warning or error, which nothing lowers`)
		return false
	}
	if l, locked := d.locks[s.id]; locked && l.path != d.path {
		if !d.heldTo(l, n, s) {
			return false
		}
		if s.locked && *s.severity > l.severity { // from here on it is held to this one
			d.locks[s.id] = lock{d.path, d.config.origins[pathKey(d.at)], *s.severity}
		}
		return true
	}
	if !s.locked {
		return true
	}
	// What was said of the rule before is no part of what is locked.
	delete(to.Severities, s.id)
	delete(to.Values, s.id)
	set(&d.locks, s.id, lock{d.path, d.config.origins[pathKey(d.at)], *s.severity})
	set(&to.Locked, s.id, true)
	return true
}

// heldTo reports what goes against a lock of another file.
func (d *decoder) heldTo(l lock, n *source.Node, s *ruleSetting) bool {
	before := d.Failed()
	if s.severity != nil && *s.severity < l.severity {
		at := n.Val
		if severity := n.Get("severity"); severity != nil {
			at = severity.Val
		}
		d.Fail(at, "rule %q is locked at %s in %s: it can be raised, not lowered or switched off", s.id, l.severity, l.at)
	}
	if len(s.options) > 0 {
		d.Fail(n.Get("options").Key, "rule %q is locked in %s: its options cannot be set here", s.id, l.at)
	}
	if locked := n.Get("locked"); locked != nil && locked.Kind == source.Bool && !s.locked {
		d.Fail(locked.Key, "rule %q is locked in %s and cannot be unlocked here", s.id, l.at)
	}
	return d.Failed() == before
}

// checkLocks reports overrides of locked rules.
func (l *loading) checkLocks() {
	for i, o := range l.config.Overrides {
		named := slices.Sorted(maps.Keys(o.Severities))
		for _, id := range slices.Sorted(maps.Keys(o.Values)) {
			if !slices.Contains(named, id) {
				named = append(named, id)
			}
		}
		for _, id := range named {
			if locked, ok := l.locks[id]; ok {
				at := l.config.origins[pathKey([]string{"overrides", strconv.Itoa(i), "rules", id})]
				l.late = append(l.late, decode.Error{File: at.File, At: at.At, Message: fmt.Sprintf("rule %q is locked in %s: it holds for every file and cannot be overridden", id, locked.at)})
			}
		}
	}
}
