package cli

import (
	"fmt"
	"os"

	"github.com/rolelint/rolelint/internal/source"
)

// readFile reads a file as source.ReadAll does: what it is named may be
// /dev/zero.
func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return source.ReadAll(file)
}

// whole makes an error of a text that was not read to its end, for texts whose
// reader would not notice.
func whole(text []byte, err error) ([]byte, error) {
	if err == nil && len(text) > source.MaxBytes {
		err = fmt.Errorf("it has more than %d bytes; rolelint reads no further", source.MaxBytes)
	}
	return text, err
}
