//go:build dev

// Command empty does nothing: the floor under every process.
package main

func main() {}
