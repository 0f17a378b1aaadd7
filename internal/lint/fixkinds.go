package lint

// FixKinds says which kinds of fixes findings of a rule have.
type FixKinds struct{ Safe, Unsafe bool }

// Add adds the fix of a finding, if it has one.
func (k *FixKinds) Add(f *Finding) {
	if f.Fix != nil {
		k.Safe = k.Safe || f.Fix.Safe
		k.Unsafe = k.Unsafe || !f.Fix.Safe
	}
}

// String returns "none", "safe", "unsafe" or "safe or unsafe".
func (k FixKinds) String() string {
	switch {
	case k.Safe && k.Unsafe:
		return "safe or unsafe"
	case k.Safe:
		return "safe"
	case k.Unsafe:
		return "unsafe"
	}
	return "none"
}
