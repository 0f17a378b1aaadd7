// Package suppress reads which findings a file, or the configuration, wants
// kept from the reader: comments, metadata.rolelint.ignore, and entries of the
// configuration. Suppressions belong to values and never to lines, so that a
// finding whose place is told better later stays suppressed.
package suppress

import (
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/source"
)

// Options say what suppressions are read by.
type Options struct {
	Rules  []string        // the ids of all rules there are
	Locked map[string]bool // rules that nothing suppresses
	// Today is the day by which they expire, as 2027-01-31; where it is empty
	// none does.
	Today string
	// Configured are the suppressions of the configuration.
	Configured *Configured
}

// Match is the suppression of a finding.
type Match struct {
	By      string // "comment", "metadata" or "configuration"
	Reason  string // "" where none is given
	Expires string // the last day it holds; "" where it does not end
}

// item is the suppression of one rule.
type item struct {
	Match
	rule string
	at   diag.Place // where the rule is named
	// Of a comment: itself, and the values it is attached to.
	comment source.Span
	spans   []source.Span
	// Of metadata: the role, and the place in it.
	role *role.Role
	path source.Path

	expired bool
	covered int // findings it suppresses, or did before it expired
}

// Set are the suppressions of a file.
type Set struct {
	file   *role.File
	path   string // of the file, absolute
	opt    *Options
	items  []*item
	byRule map[string][]*item
	wrong  []diag.Finding // what is wrong with them
	// wrongIn are the comments that name a rule which cannot be suppressed.
	wrongIn []source.Span
	// unknown counts the names that are no rule.
	unknown int
}

// Read reads the suppressions of a file, of which path is absolute.
func Read(f *role.File, path string, opt *Options) *Set {
	s := &Set{file: f, path: path, opt: opt}
	s.readComments()
	for _, r := range f.Roles {
		s.readMetadata(r)
	}
	for _, it := range s.items {
		if s.byRule == nil {
			s.byRule = map[string][]*item{}
		}
		s.byRule[it.rule] = append(s.byRule[it.rule], it)
	}
	return s
}

// maxComments is how many comments of a file are read: each is compared with
// every finding of its rule.
const maxComments = 2000

func (s *Set) readComments() {
	if s.file.Source.Err != nil && s.file.Format != role.RolesYML {
		return // what is a comment behind the place is not known
	}
	comments := s.file.Source.Comments("rolelint", trees(s.file))
	var at *layout
	for i, c := range comments {
		d, ok := parseDirective(s.file.Source.Src, c)
		switch {
		case !ok:
			continue
		case i >= maxComments:
			s.say(malformedRule, diag.Place{Span: c}, "the file has more comments that suppress than are read; this one and those after it suppress nothing")
			return
		case d.wrong != "":
			s.say(malformedRule, diag.Place{Span: d.wrongAt}, d.wrong)
			continue
		}
		if at == nil {
			at = newLayout(s.file)
		}
		spans := at.attach(c)
		if spans == nil {
			s.say(malformedRule, diag.Place{Span: c}, "this comment stands at nothing and above nothing, so that it suppresses nothing: put it behind the value that it is about, or above it")
			continue
		}
		for _, w := range d.rules {
			if !s.add(item{Match: Match{"comment", d.reason, d.expires}, rule: w.text, at: diag.Place{Span: w.at}, comment: c, spans: spans}) {
				s.wrongIn = append(s.wrongIn, c)
			}
		}
		if d.reason == "" {
			s.say(reasonRule, diag.Place{Span: c}, "this suppression gives no reason: say it behind \" -- \"")
		}
	}
}

// add takes a suppression; false where its rule cannot be suppressed.
func (s *Set) add(it item) bool {
	if rule, problem := s.problem(it.rule); rule != nil {
		s.say(rule, it.at, problem)
		return false
	}
	it.expired = expired(it.Expires, s.opt.Today)
	s.items = append(s.items, &it)
	return true
}

func (s *Set) say(rule *diag.Rule, at diag.Place, message string) {
	s.wrong = append(s.wrong, diag.Finding{Rule: rule, Severity: rule.Severity, Message: message, Place: at})
}

// expired reports whether a last day is over.
func expired(last, today string) bool { return last != "" && today != "" && last < today }
