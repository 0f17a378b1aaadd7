package source

import (
	"strings"
	"testing"
)

// endless is a reader like /dev/zero.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestReadAll(t *testing.T) {
	if text, err := ReadAll(strings.NewReader("{}")); string(text) != "{}" || err != nil {
		t.Errorf("%q, %v", text, err)
	}
	text, err := ReadAll(endless{})
	if len(text) != MaxBytes+1 || err != nil {
		t.Fatalf("%d bytes, %v", len(text), err)
	}
	if f := Parse("role.json", text, Limits{}); f.Err == nil || f.Err.Kind != ErrLimit || f.Err.Span.Start != MaxBytes {
		t.Errorf("%+v", f.Err)
	}
}
