package docs

//go:generate go run -tags dev ./gen ../../docs
