package analyzers

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The table of rooms in CONTRIBUTING names every room, or the one that it is
// in, and nothing else.
func TestContributingNamesEveryRoom(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllSubmatch(text, -1) {
		named = append(named, string(m[1]))
	}
	var rooms []string
	for _, d := range directions {
		rooms = append(rooms, strings.TrimSuffix(d.room, "/..."))
	}
	for _, room := range rooms {
		if !slices.ContainsFunc(named, func(n string) bool { return room == n || strings.HasPrefix(room, n+"/") }) {
			t.Errorf("CONTRIBUTING.md says nothing of %s", room)
		}
	}
	for _, n := range named {
		if !slices.Contains(rooms, n) {
			t.Errorf("CONTRIBUTING.md names %s, which directions.go does not have", n)
		}
	}
}
