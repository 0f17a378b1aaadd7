package config

import (
	"strings"
	"testing"
)

// What the braces of a glob stand for is tried one by one, so that it has a limit.
func TestGlobAlternatives(t *testing.T) {
	for pattern, want := range map[string]int{
		"a": 1, "**/*.json": 1, "*.{json,yml}": 2, "{a,b}/{c,d,e}": 6, "{a,{b,c}d}": 3, `\{a,b\}`: 1, "{a}": 1, "{{a,b}{c,d},e}f": 5, "a,b": 1,
		strings.Repeat("{a,b}", 60): maxAlternatives + 1, "{" + strings.Repeat("a,", 2000) + "b}": maxAlternatives + 1,
	} {
		if got := alternatives(pattern); got != want {
			t.Errorf("%s stands for %d patterns, want %d", pattern, got, want)
		}
	}
	_, err := Decode(Name, "/repo/"+Name, []byte("files: ['"+strings.Repeat("{a,b}", 60)+"']"), known)
	if err == nil || !strings.Contains(err.Error(), ":1:9: a glob whose braces") {
		t.Errorf("got %v", err)
	}
}
