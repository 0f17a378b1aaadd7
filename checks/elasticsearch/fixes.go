package elasticsearch

import (
	"fmt"
	"slices"

	"github.com/rolelint/rolelint/checks"
	"github.com/rolelint/rolelint/internal/edit"
	"github.com/rolelint/rolelint/internal/source"
)

// removeFix offers to remove an element that grants nothing, where others are
// beside it: many lists must not be empty.
func removeFix(n *source.Node) checks.Detail {
	if !isElement(n) || len(n.Parent.Children) == 1 {
		return checks.NoFix
	}
	return checks.SafeFix("remove it", edit.Remove(n))
}

// replaceFix offers another privilege in the place of one, or to remove it
// where the other stands beside it.
func replaceFix(n *source.Node, by string) checks.Detail {
	switch {
	case !isElement(n):
		return checks.NoFix
	case beside(n, by):
		return removeFix(n)
	}
	return checks.SafeFix(fmt.Sprintf("replace %q by %q", n.Text, by), edit.Replace(n, by))
}

// meantFix offers what an element was probably meant to be; there is none
// where that stands beside it.
func meantFix(n *source.Node, meant string) checks.Detail {
	if meant == "" || !isElement(n) || beside(n, meant) {
		return checks.NoFix
	}
	return checks.UnsafeFix("write "+quoted([]string{meant}), edit.Replace(n, meant))
}

func isElement(n *source.Node) bool { return n.Parent != nil && n.Parent.Kind == source.Array }

// beside reports whether a list has a text besides n.
func beside(n *source.Node, text string) bool {
	return slices.ContainsFunc(n.Parent.Children, func(c *source.Node) bool { return c != n && c.Text == text })
}
