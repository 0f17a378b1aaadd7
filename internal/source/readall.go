package source

import "io"

// MaxBytes is how many bytes a text has at most; see Limits.
const MaxBytes = defaultBytes

// ReadAll reads a text from r, but never much more than Parse looks at: a
// device or a pipe may have no end. Of a longer text it returns MaxBytes and
// one byte more, which Parse refuses.
func ReadAll(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, MaxBytes+1)) }
