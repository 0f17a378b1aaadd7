package cli

import "runtime/debug"

// collectLate lets the heap grow to three times what is in use between two
// garbage collections: fresh memory costs less than collecting twice as often,
// but more than collecting now and then. GOGC, where it is set, has the say.
func collectLate(env func(string) string) {
	if env("GOGC") == "" {
		debug.SetGCPercent(200)
	}
}
