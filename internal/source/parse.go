package source

// Parse reads a text. It never fails as a whole: what was read stands in
// File.Docs, what stopped the reading in File.Err.
//
// The notation follows the name's ending (.json, .jsonc, .ndjson: JSON; .yml,
// .yaml: YAML, read as JSON where the whole text is JSON); without a known
// ending a text that starts with { or [ is JSON where it parses as JSON, and
// YAML otherwise. Several JSON values one after another (NDJSON) and several
// YAML documents become several Docs.
func Parse(name string, src []byte, lim Limits) *File { return nil }

// ParseYAML reads the part s of the file's text as a YAML stream of its own.
// Spans are offsets into the whole text.
func (f *File) ParseYAML(s Span, lim Limits) ([]*Node, []Note, *Error) { return nil, nil, nil }
