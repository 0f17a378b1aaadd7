package lint

import (
	"strings"
	"testing"

	"github.com/rolelint/rolelint/internal/source"
)

func TestIsReport(t *testing.T) {
	for text, want := range map[string]bool{
		`{"version":1,"target":{"stack":"9.5"},"findings":[`:                                                      true,
		"{\n  \"version\": 1,\n  \"target\": {\n    \"stack\": \"9.5\"":                                           true,
		`{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"`: true,
		`{"version": "2.1.0", "runs": []}`:                                                                        true,
		`[` + "\n" + `{"description":"feature \"x\" is, \\","check_name":"unknown-feature"`:                       true,
		`[{"description":"a role","elasticsearch":{},"kibana":[]},{"description":"","check_name":"x"}]`:           false,
		`{"kibana":[],"metadata":{"version":1,"target":{"stack":"9.5"}}}`:                                         false,
		`{"$schema":"https://example.org/role.json","kibana":[]}`:                                                 false,
		"": false,
	} {
		if IsReport([]byte(text)) != want {
			t.Errorf("%s: want %v", text, want)
		}
	}
}

// A report that an earlier run left behind is no role file, however large it is;
// one that is named is looked at.
func TestLargeReportIsSkipped(t *testing.T) {
	begin := `{"version":1,"target":{"stack":"9.5"},"findings":[{"message":"kibana","indices":[]},"`
	for _, test := range []struct {
		begin   string
		named   bool
		skipped int
	}{{begin, false, 1}, {begin, true, 0}, {`{"kibana":[{"base":["`, false, 0}} {
		text := []byte(test.begin + strings.Repeat("x", source.MaxBytes))
		result, err := Run(t.Context(), Options{Only: []string{"reading-limit"}}, []Input{{Name: "o.json", Named: test.named, Read: func() ([]byte, error) { return text, nil }}})
		if err != nil {
			t.Fatal(err)
		}
		if result.Summary.Skipped != test.skipped || (len(result.Findings)+len(result.Errors) == 0) != (test.skipped == 1) {
			t.Errorf("%s, named %v: %+v, %d errors", test.begin, test.named, result.Summary, len(result.Errors))
		}
	}
}
