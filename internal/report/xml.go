package report

import (
	"bufio"
	"encoding/xml"
	"io"
)

// writeXML writes an element as a document. Texts in it must have gone through
// Escape: XML has no control characters, not even escaped ones.
func writeXML(w io.Writer, element any) error {
	out := bufio.NewWriterSize(w, 64<<10)
	_, _ = out.WriteString(xml.Header) // bufio keeps the error for Flush
	encoder := xml.NewEncoder(out)
	encoder.Indent("", "  ")
	if err := encoder.Encode(element); err != nil {
		return err
	}
	_ = out.WriteByte('\n')
	return out.Flush()
}
