package policy

import (
	"runtime/metrics"
	"time"
)

// DefaultMemory bounds, in bytes, by how much the heap may grow while the
// user's policies are evaluated over a role; shipped rules need a few megabytes.
const DefaultMemory = 512 << 20

// watchMemory calls exceeded once the heap has grown by that many bytes. It
// watches until stop is called.
func watchMemory(most uint64, exceeded func()) (stop func()) {
	done := make(chan struct{})
	before := heap()
	go func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if now := heap(); now > before && now-before > most {
					exceeded()
					return
				}
			}
		}
	}()
	return func() { close(done) }
}

// heap is what is in use and not collected yet, in bytes.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
