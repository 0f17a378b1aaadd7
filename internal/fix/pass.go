package fix

import (
	"context"

	"github.com/rolelint/rolelint/internal/lint"
)

// maxTries is how many texts of one file are tried over all rounds.
const maxTries = 200

// run makes one pass over the files, all of them together, and reports whether
// it changed one. What fails its checks is tried again in halves, until what
// is wrong is known; that is dropped for good.
func run(ctx context.Context, opt Options, p pass, files []*file) (bool, error) {
	var open []*proposal
	for _, w := range files {
		if chosen := w.choose(p); len(chosen) > 0 {
			open = append(open, w.propose(chosen))
		}
	}
	changed := false
	for len(open) > 0 {
		results, err := lintAll(ctx, opt, open)
		if err != nil {
			return false, err
		}
		var again []*proposal
		done := map[*file]bool{}
		for i, next := range open {
			w := next.of
			if done[w] {
				continue // the other half: what is left of it is tried in the next round
			}
			w.tries++
			switch why := next.against(results[i], opt.Lint, p); {
			case why == "":
				next.accept(results[i], p)
				done[w], changed = true, true
			case len(next.chosen) == 1:
				w.drop(p, next.chosen[0], why)
			case w.tries >= maxTries:
				for _, f := range next.chosen {
					w.drop(p, f, tooMany)
				}
			default:
				half := len(next.chosen) / 2
				again = append(again, w.propose(next.chosen[:half]), w.propose(next.chosen[half:]))
			}
		}
		open = open[:0]
		for _, next := range again {
			if !done[next.of] {
				open = append(open, next)
			}
		}
	}
	return changed, nil
}

// lintAll lints the texts of proposals, several of one file one after another.
func lintAll(ctx context.Context, opt Options, open []*proposal) ([]found, error) {
	out := make([]found, len(open))
	for left := len(open); left > 0; {
		var inputs []lint.Input
		var places []int
		taken := map[string]bool{}
		for i, next := range open {
			name := next.of.Name
			if next.linted || taken[name] {
				continue
			}
			next.linted, taken[name] = true, true
			input := next.of.Input
			text := next.text
			input.Read = func() ([]byte, error) { return text, nil }
			inputs, places = append(inputs, input), append(places, i)
		}
		result, err := lint.Run(ctx, opt.Lint, inputs)
		if err != nil {
			return nil, err
		}
		if opt.Judge != nil {
			opt.Judge(result)
		}
		byName := byFile(result)
		for k, i := range places {
			out[i] = byName[inputs[k].Name]
		}
		left -= len(inputs)
	}
	return out, nil
}
