package docs

//go:generate go run ./gen ../../docs
