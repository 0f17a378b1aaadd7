package report

import "fmt"

// equalWords says what an equal role is: not touched, or, where it is held
// against its declaration, as declared.
func equalWords(d *Diff) string {
	if d.Intended {
		return "as declared (proved)"
	}
	return "untouched"
}

// nothingWords says why there is nothing to compare.
func nothingWords(d *Diff) string {
	if d.Intended {
		return "nothing to compare: nothing is declared of any role"
	}
	return "nothing to compare: no role on either side"
}

// allEqualWords says that nothing was found in any of n roles.
func allEqualWords(d *Diff, n int) string {
	roles := count(n, "role", "roles")
	if d.Intended {
		return fmt.Sprintf("equal: %s as declared (proved)", roles)
	}
	return fmt.Sprintf("equal: no new access and none lost in %s (proved)", roles)
}
