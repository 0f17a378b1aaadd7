package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestPositionInLongLine counts columns in a line of many steps, in any order.
func TestPositionInLongLine(t *testing.T) {
	line := strings.Repeat("aé😀\"", 5000)
	for _, prefix := range []string{"", bom, "x\n", bom + "é\n"} {
		f := &File{Src: []byte(prefix + line)}
		counted := strings.TrimPrefix(string(f.Src), bom)
		if _, after, ok := strings.Cut(counted, "\n"); ok {
			counted = after
		}
		first := len(f.Src) - len(counted)
		for _, off := range []int{len(counted), 8, 20000, 8191, 4096, 4104, 30000, 0} {
			for !utf8.RuneStart((counted + "x")[off]) {
				off++
			}
			if got, want := f.Position(first+off).Column, utf8.RuneCountInString(counted[:off])+1; got != want {
				t.Errorf("%q: column at %d is %d, want %d", prefix, off, got, want)
			}
		}
	}
}

func TestLine(t *testing.T) {
	f := &File{Src: []byte("a\r\nb\rc\n\nd")}
	for n, want := range map[int]string{0: "", 1: "a", 2: "b", 3: "c", 4: "", 5: "d", 6: ""} {
		if got := f.Line(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
}
