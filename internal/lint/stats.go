package lint

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Stats says where the time of a run went. Times of phases and rules are summed
// over all workers, so that together they may exceed the run's own.
type Stats struct {
	Total  time.Duration // of the run, by the clock
	Phases []Spent       // in the order of the run
	Rules  []Spent       // by time, the longest first
}

// Spent is the time of a phase or a rule.
type Spent struct {
	Name  string
	Time  time.Duration
	Calls int // how often it ran: files or roles
}

// The phases of a run.
const (
	phaseRead   = "read"
	phaseParse  = "parse"
	phaseDecode = "recognise"
	phaseSchema = "schema"
	phaseChecks = "checks in Go"
	phaseIntent = "intent"
	phasePolicy = "rules in Rego"
	phasePlaces = "positions"
)

var phases = []string{phaseRead, phaseParse, phaseDecode, phaseSchema, phaseChecks, phaseIntent, phasePolicy, phasePlaces}

// stopwatch gathers Stats from all workers. A nil one does nothing, and costs
// nothing.
type stopwatch struct {
	started time.Time
	mu      sync.Mutex
	phases  map[string]*Spent
	rules   map[string]*Spent
}

func newStopwatch() *stopwatch {
	return &stopwatch{started: time.Now(), phases: map[string]*Spent{}, rules: map[string]*Spent{}}
}

// start returns the time at which something begins.
func (w *stopwatch) start() time.Time {
	if w == nil {
		return time.Time{}
	}
	return time.Now()
}

// phase adds what has passed since start to a phase.
func (w *stopwatch) phase(name string, start time.Time) {
	if w != nil {
		w.add(w.phases, name, time.Since(start))
	}
}

// rule adds what has passed since start to a rule.
func (w *stopwatch) rule(id string, start time.Time) {
	if w != nil {
		w.add(w.rules, id, time.Since(start))
	}
}

func (w *stopwatch) add(to map[string]*Spent, name string, spent time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := to[name]
	if s == nil {
		s = &Spent{Name: name}
		to[name] = s
	}
	s.Time += spent
	s.Calls++
}

// stats returns what was gathered; nil where nothing was.
func (w *stopwatch) stats() *Stats {
	if w == nil {
		return nil
	}
	out := &Stats{Total: time.Since(w.started)}
	for _, name := range phases {
		if s := w.phases[name]; s != nil {
			out.Phases = append(out.Phases, *s)
		}
	}
	for _, s := range slices.SortedFunc(maps.Values(w.rules), func(a, b *Spent) int {
		return cmp.Or(cmp.Compare(b.Time, a.Time), strings.Compare(a.Name, b.Name))
	}) {
		out.Rules = append(out.Rules, *s)
	}
	return out
}
