package suppress

import (
	"bytes"
	"fmt"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/source"
)

// Report reports what is wrong with the suppressions of the file, after Cover
// was asked about all its findings. ran says of a rule whether it looked at the
// file; nil says that the file was not looked at as a whole.
func (s *Set) Report(ran func(rule string) bool, report func(diag.Finding)) {
	for _, f := range s.wrong {
		report(f)
	}
	if ran != nil {
		s.opt.Configured.look(s.file, s.path, ran)
	}
	kept := s.keptComments(ran)
	for _, it := range s.items {
		judged := ran != nil && ran(it.rule)
		rule, message := it.verdict(it.rule, it.expired, it.covered > 0, judged)
		if rule == nil {
			continue
		}
		if rule == unusedRule && s.leadsNowhere(it) {
			message = fmt.Sprintf("the suppression of %q has nothing to suppress: %s is not in the role; remove it, or correct the path", it.rule, it.path)
		}
		f := diag.Finding{Rule: rule, Severity: rule.Severity, Message: message, Place: it.at}
		switch {
		case it.role != nil:
			f.Role = it.role.Name
		case rule == unusedRule && !kept[it.comment]:
			kept[it.comment] = true // one finding of a comment removes it
			f.Fix = &diag.Fix{Safe: true, Title: "remove the comment", Edits: []diag.Edit{{Span: lineOf(s.file.Source.Src, it.comment)}}}
		}
		report(f)
	}
}

// keptComments are the comments that suppress something, may, or mean to.
func (s *Set) keptComments(ran func(rule string) bool) map[source.Span]bool {
	kept := map[source.Span]bool{}
	for _, c := range s.wrongIn {
		kept[c] = true
	}
	for _, it := range s.items {
		if it.covered > 0 || ran == nil || !ran(it.rule) {
			kept[it.comment] = true
		}
	}
	return kept
}

// lineOf returns what goes with a comment: the whole line where the comment has
// it to itself, and the blanks before it otherwise.
func lineOf(src []byte, comment source.Span) source.Span {
	s := comment
	for s.Start > 0 && (src[s.Start-1] == ' ' || src[s.Start-1] == '\t') {
		s.Start--
	}
	end := s.End
	for end < len(src) && (src[end] == ' ' || src[end] == '\t') {
		end++
	}
	alone := s.Start == 0 || src[s.Start-1] == '\n' || src[s.Start-1] == '\r'
	switch {
	case end < len(src) && src[end] != '\n' && src[end] != '\r': // more behind a closed comment
		return comment
	case !alone:
		return s
	case bytes.HasPrefix(src[end:], []byte("\r\n")):
		end++
		fallthrough
	case end < len(src):
		end++
	}
	s.End = end
	return s
}

// leadsNowhere reports whether the path of an item is no place in its role.
func (s *Set) leadsNowhere(it *item) bool {
	if it.role == nil {
		return false
	}
	n := it.role.Node
next:
	for _, step := range it.path {
		if step.Key == "*" {
			return false
		}
		for _, c := range n.Children {
			if real := source.Idx(c.Index); n.Kind == source.Array && fits(step, real) || n.Kind == source.Object && step == source.Key(c.Name) {
				n = c
				continue next
			}
		}
		return true
	}
	return false
}

// verdict returns what is to be said of a suppression; nil where nothing is.
func (m *Match) verdict(rule string, expired, covered, judged bool) (*diag.Rule, string) {
	switch {
	case judged && !covered:
		return unusedRule, fmt.Sprintf("the suppression of %q has nothing to suppress: the rule found nothing here; remove it", rule)
	case expired:
		return expiredRule, fmt.Sprintf("the suppression of %q expired on %s, and what it suppressed counts again: repair that, or decide anew", rule, m.Expires)
	}
	return nil, ""
}

// Report reports what is wrong with the suppressions of the configuration,
// after all files were looked at. whole says that these were all files of the
// project; otherwise what suppresses nothing may be for a file that was not
// looked at. ran says of a rule whether it is on.
func (c *Configured) Report(whole bool, ran func(rule string) bool, report func(diag.Finding)) {
	if c == nil {
		return
	}
	for _, one := range c.list {
		seen := one.seen.Load()
		judged := ran(one.rule) && (whole || seen && one.exact())
		rule, message := one.verdict(one.rule, one.expired, one.used.Load(), judged)
		if rule == nil || rule == expiredRule && !whole && !seen {
			continue
		}
		if rule == unusedRule && !seen {
			message = fmt.Sprintf("the suppression of %q has nothing to suppress: no role or file that it is for was looked at; remove it, or correct its role or file", one.rule)
		}
		report(diag.Finding{Rule: rule, Severity: rule.Severity, Message: message, Place: one.At})
	}
}
