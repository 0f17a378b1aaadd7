package lint

import (
	"path"
	"slices"
	"strings"

	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/intent"
	"github.com/rolelint/rolelint/internal/suppress"
	"github.com/rolelint/rolelint/rules"
	"github.com/rolelint/rolelint/schema"
)

// Topic is what built-in rules are about.
type Topic struct {
	ID    string // a word in kebab-case, such as least-privilege
	Rules []*diag.Rule
}

// Topics returns the built-in rules by what they are about: topics and rules
// by id.
func Topics() []Topic {
	of := map[string][]*diag.Rule{}
	for _, g := range groups {
		for i := range g.checks {
			of[g.topic] = append(of[g.topic], &g.checks[i].Rule)
		}
	}
	of["shape"] = append(of["shape"], schema.Rules...)
	of["intent"] = append(of["intent"], intent.Rules...)
	of["suppressions"] = append(of["suppressions"], suppress.Rules...)
	for _, r := range rules.Rules {
		topic := "other"
		if examples := Examples(r.ID); len(examples) > 0 {
			topic = strings.ReplaceAll(path.Dir(examples[0].Archive), "_", "-")
		}
		of[topic] = append(of[topic], r)
	}
	var topics []Topic
	for id, list := range of {
		slices.SortFunc(list, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
		topics = append(topics, Topic{id, list})
	}
	slices.SortFunc(topics, func(a, b Topic) int { return strings.Compare(a.ID, b.ID) })
	return topics
}
