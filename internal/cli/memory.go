package cli

import (
	"math"
	"runtime"
	"runtime/debug"
)

// heapGoal is the heap, in bytes, up to which nothing is collected as long as
// what is in use leaves room.
const heapGoal = 64 << 20

// collectLate puts garbage collections off until the heap reaches heapGoal:
// most runs end before. GOGC and GOMEMLIMIT, where they are set, have the say.
func collectLate(env func(string) string) {
	if env("GOGC") != "" || env("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(heapGoal)
	debug.SetGCPercent(-1)
	// The finalizer runs after each collection. Without it a heap that stays
	// near the limit would be collected without end.
	afterCollection(func() {
		debug.SetGCPercent(growth())
		debug.SetMemoryLimit(math.MaxInt64)
	})
}

// growth is the percentage by which the heap may grow until the next
// collection: up to heapGoal, and by half at least.
func growth() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	live := max(m.HeapAlloc, 1<<20)
	if live >= heapGoal*2/3 {
		return 50
	}
	return int((heapGoal - live) * 100 / live)
}

// afterCollection calls f after every garbage collection.
func afterCollection(f func()) {
	sentinel := &struct{ _ [4]*byte }{}
	runtime.SetFinalizer(sentinel, func(*struct{ _ [4]*byte }) {
		f()
		afterCollection(f)
	})
}
