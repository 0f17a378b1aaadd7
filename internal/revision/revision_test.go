package revision

import (
	"testing"
)

func TestParse(t *testing.T) {
	for _, test := range []struct {
		argument string
		want     Side
		ok, bad  bool
	}{
		{"roles", Side{}, false, false},
		{"git:main", Side{"main", ""}, true, false},
		{"git:main:", Side{"main", ""}, true, false},
		{"git:main:roles/", Side{"main", "roles"}, true, false},
		{"git:main:./roles/../x", Side{"main", "x"}, true, false},
		{"git:main:.", Side{"main", ""}, true, false},
		{"git:HEAD~2:a:b", Side{"HEAD~2", "a:b"}, true, false},
		{"git:main:..roles", Side{"main", "..roles"}, true, false},
		{"git:", Side{}, true, true},
		{"git::roles", Side{}, true, true},
		{"git:-x", Side{}, true, true},
		{"git:main:..", Side{}, true, true},
		{"git:main:a/../../b", Side{}, true, true},
		{"git:main:/etc", Side{}, true, true},
		{"git:a\nb", Side{}, true, true},
	} {
		got, ok, err := Parse(test.argument)
		if ok != test.ok || (err != nil) != test.bad || err == nil && got != test.want {
			t.Errorf("Parse(%q) = %+v, %t, %v", test.argument, got, ok, err)
		}
	}
}
