package cli

import (
	"math"
	"runtime"
	"runtime/debug"
)

// firstCollection is the heap, in bytes, below which nothing is collected.
const firstCollection = 64 << 20

// collectLate puts the first garbage collection off until the heap is large:
// most runs end before. From then on collection goes on as usual. GOGC and
// GOMEMLIMIT, where they are set, have the say.
func collectLate(env func(string) string) {
	if env("GOGC") != "" || env("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(firstCollection)
	debug.SetGCPercent(-1)
	// The finalizer runs after the first collection. Without it a heap that
	// stays near the limit would be collected without end.
	sentinel := &struct{ _ [4]*byte }{}
	runtime.SetFinalizer(sentinel, func(*struct{ _ [4]*byte }) {
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	})
}
