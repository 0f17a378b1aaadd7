package automata

// A Pool is effort that many patterns and questions share, such as those of
// one file: each may be hard, but not all of them. What costs no more than
// everyday patterns do is free, so that a pool does not run dry on size alone.
// A nil pool has no end. A pool is not for use by several goroutines.
type Pool struct{ left int }

// freeEffort is what a pattern or a question may cost without being charged.
const freeEffort = 500

// NewPool returns a pool of an effort, in the unit of [Budget].
func NewPool(effort int) *Pool { return &Pool{left: effort} }

// Empty reports whether nothing is left: then patterns and questions that are
// charged to the pool are [ErrTooComplex].
func (p *Pool) Empty() bool { return p != nil && p.left <= 0 }

// Drain leaves nothing.
func (p *Pool) Drain() { p.left = 0 }

func (p *Pool) charge(effort int) {
	if p != nil && effort > freeEffort {
		p.left -= effort - freeEffort
	}
}

// Parse is [Parse], charged to the pool. Patterns that the server cannot read
// are told from others even where the pool is empty.
func (p *Pool) Parse(pattern string) (*Language, error) {
	if plainText(pattern) {
		if len(pattern) > maxWildcard {
			return nil, ErrTooComplex
		}
		return Exact(pattern), nil
	}
	return p.ParseEscaped(pattern)
}

// ParseEscaped is [ParseEscaped], charged to the pool.
func (p *Pool) ParseEscaped(pattern string) (*Language, error) { return parse(pattern, p) }
