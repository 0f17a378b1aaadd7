package automata

// A Budget limits what one question may cost; past it the answer is
// [ErrTooComplex]. The zero value allows [DefaultEffort].
type Budget struct {
	// Effort counts transitions looked at, and twenty for every new state.
	Effort int
	// Pool is charged what the question costs; nil: nothing is.
	Pool *Pool
}

// DefaultEffort is of the order of what Elasticsearch allows for a set of
// patterns: ten times xpack.security.automata.max_determinized_states, which
// is 100,000 (Lucene Operations.determinize), in states gathered. It is a
// tenth of a second at worst, twice that where the question is tried again part
// by part.
const DefaultEffort = 1_000_000

// DefaultBudget is what questions without a budget of their own get.
var DefaultBudget = Budget{Effort: DefaultEffort}

func (b Budget) limit() int {
	if b.Effort <= 0 {
		return DefaultEffort
	}
	return b.Effort
}

// Witness returns a shortest string of the language, counted in characters;
// among those of one length the most readable: lower-case letters before
// digits, "-", ".", "_", upper case and the rest, position by position. Found
// is false where the language is empty.
func (b Budget) Witness(l *Language) (witness string, found bool, err error) {
	if b.Pool.Empty() {
		return "", false, ErrTooComplex
	}
	s := &search{exploration: explore(b), known: map[stateID][]choice{}}
	start := s.enter(l.expression(), false)
	witness, found, err = s.shortest(start)
	spent := len(s.members)/8 + b.limit() - s.effort
	defer func() { b.Pool.charge(spent) }()
	if err == nil {
		return witness, found, nil
	}
	// One part of the one side against one of the other is far less than
	// everything against everything, and mostly enough.
	rest := s.reduce(start, b.limit())
	spent += b.limit()
	if rest != start {
		s.effort = b.limit()
		witness, found, err = s.shortest(rest)
		spent += b.limit() - s.effort
		return witness, found, err
	}
	return "", false, err
}

// IsEmpty says whether the language has no string.
func (b Budget) IsEmpty(l *Language) (bool, error) {
	_, found, err := b.Witness(l)
	return !found && err == nil, err
}

// Subset says whether every string of a is in b.
func (b Budget) Subset(inner, outer *Language) (bool, error) {
	return b.IsEmpty(Minus(inner, outer))
}

// Equal says whether two languages have the same strings.
func (b Budget) Equal(one, other *Language) (bool, error) {
	if subset, err := b.Subset(one, other); !subset || err != nil {
		return false, err
	}
	return b.Subset(other, one)
}

// Disjoint says whether two languages have no string in common.
func (b Budget) Disjoint(one, other *Language) (bool, error) {
	return b.IsEmpty(Intersect(one, other))
}

// Witness is [Budget.Witness] under the default budget.
func (l *Language) Witness() (witness string, found bool, err error) {
	return DefaultBudget.Witness(l)
}

// IsEmpty is [Budget.IsEmpty] under the default budget.
func (l *Language) IsEmpty() (bool, error) { return DefaultBudget.IsEmpty(l) }

// Subset is [Budget.Subset] under the default budget.
func Subset(inner, outer *Language) (bool, error) { return DefaultBudget.Subset(inner, outer) }

// Equal is [Budget.Equal] under the default budget.
func Equal(one, other *Language) (bool, error) { return DefaultBudget.Equal(one, other) }

// Disjoint is [Budget.Disjoint] under the default budget.
func Disjoint(one, other *Language) (bool, error) { return DefaultBudget.Disjoint(one, other) }
