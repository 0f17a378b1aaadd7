//go:build dev

package main

import (
	"bytes"
	"os"
	"testing"
)

func TestMetadataIsUpToDate(t *testing.T) {
	got, err := generate("..")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../metadata_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("metadata_gen.go is not what the METADATA blocks say: run go generate ./rules")
	}
}
