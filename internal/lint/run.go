package lint

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/rolelint/rolelint/internal/role"
)

// Run looks at all inputs and returns what it found. The result is the same
// for any number of workers. The error is about the options (an unknown rule,
// a policy that does not compile): findings and unreadable files are no errors.
func Run(ctx context.Context, opt Options, inputs []Input) (*Result, error) {
	opt.Target = opt.Target.WithDefaults()
	var watch *stopwatch
	if opt.Stats {
		watch = newStopwatch()
	}
	sels, err := choose(opt, inputs, watch)
	if err != nil {
		return nil, err
	}
	workers := opt.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = max(1, min(workers, len(inputs)))

	outcomes := make([]outcome, len(inputs))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(inputs) || ctx.Err() != nil {
					return
				}
				outcomes[i] = lintFile(ctx, sels.each[i], inputs[i])
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	lookAgain(ctx, sels, inputs, outcomes)
	last := checkOrders(sels.base, outcomes)
	around := checkSurroundings(sels.base, inputs, outcomes)
	res := &Result{Target: opt.Target, Rules: sels.rules, Unjudged: sels.base.unjudged()}
	for i := range outcomes {
		res.add(&outcomes[i], &inputs[i])
	}
	res.addFindings(last)
	res.Errors = append(res.Errors, around.errors...)
	res.addFindings(around.findings)
	res.Looked = append(res.Looked, around.looked...)
	res.Surroundings = len(opt.Surroundings.RoleMappings)
	res.addFindings(sels.base.reportSuppressions())
	if run := sels.base.policy; run != nil {
		res.Errors = append(res.Errors, run.errors()...)
	}
	res.Stats = watch.stats()
	return res, nil
}

// outcome is what came of one input.
type outcome struct {
	findings []Finding
	errors   []FileError
	roles    int
	skipped  bool     // holds no role and was not named
	partly   bool     // not every rule looked at all of it
	looked   []Looked // of what stands beside the roles
	// run is the run over a file with roles that are compared across files;
	// nil otherwise.
	run *fileRun
	// file is what was read; kept where what stands beside the roles is looked at.
	file *role.File
	// defined are the roles that the text names, where they are compared with
	// those of other files.
	defined []defined
}

func (res *Result) add(o *outcome, in *Input) {
	res.Errors = append(res.Errors, o.errors...)
	res.Summary.Roles += o.roles
	if o.skipped {
		res.Summary.Skipped++
	} else {
		res.Summary.Files++
		if len(o.errors) == 0 {
			res.Looked = append(res.Looked, Looked{in.Name, in.Path, o.partly})
		}
	}
	res.addFindings(o.findings)
}

func (res *Result) addFindings(findings []Finding) {
	res.Findings = append(res.Findings, findings...)
	for i := range findings {
		res.Summary.count(&findings[i])
	}
}

func sortErrors(list []FileError) {
	slices.SortFunc(list, func(a, b FileError) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(startLine(a), startLine(b)),
			strings.Compare(a.Message, b.Message),
		)
	})
}

func startLine(e FileError) int {
	if e.Range == nil {
		return 0
	}
	return e.Range.Start.Line
}
