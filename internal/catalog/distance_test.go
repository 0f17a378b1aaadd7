package catalog

import (
	"math/rand/v2"
	"testing"
)

// plainDistance is the textbook's matrix, without any short cut.
func plainDistance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func TestDistanceShortCuts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func(longest int) string {
		b := make([]byte, random.IntN(longest+1))
		for i := range b {
			b[i] = "abc_"[random.IntN(4)]
		}
		return string(b)
	}
	for i := range 5000 {
		longest := 8
		if i%50 == 0 {
			longest = 100
		}
		a, b := word(longest), word(longest)
		want := plainDistance(a, b)
		if got := distance(a, b); got != want {
			t.Fatalf("%q and %q: %d edits, want %d", a, b, got, want)
		}
		for limit := -1; limit <= 5; limit++ {
			if edits, near := within(limit, a, b); near != (want <= limit) || near && edits != want {
				t.Fatalf("%q and %q within %d: %d, %t, want %d", a, b, limit, edits, near, want)
			}
		}
	}
}
