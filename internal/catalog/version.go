package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

// AnyPatch as a Version's Patch means that no patch is stated: "9.4" is some
// 9.4.x, and as the beginning of something it is the first release of 9.4.
const AnyPatch = -1

// V returns the version major.minor without a patch.
func V(major, minor int) Version { return Version{major, minor, AnyPatch} }

// ParseVersion reads "9.4" or "9.4.1". It knows nothing of which versions
// exist; see ParseStack.
func ParseVersion(s string) (Version, error) {
	bad := func() (Version, error) {
		return Version{}, fmt.Errorf("%q is no version: expected MAJOR.MINOR or MAJOR.MINOR.PATCH, such as 9.4 or 8.17.2", s)
	}
	parts := strings.Split(s, ".")
	if len(parts) < 2 || len(parts) > 3 {
		return bad()
	}
	numbers := [3]int{0, 0, AnyPatch}
	for i, part := range parts {
		if part == "" || len(part) > 3 || strings.Trim(part, "0123456789") != "" || len(part) > 1 && part[0] == '0' {
			return bad()
		}
		numbers[i], _ = strconv.Atoi(part) // digits only, at most three
	}
	return Version{numbers[0], numbers[1], numbers[2]}, nil
}

// IsZero says whether the version is none or unknown.
func (v Version) IsZero() bool { return v.Major == 0 && v.Minor == 0 && v.Patch <= 0 }

// AnyPatch says whether no patch is stated.
func (v Version) AnyPatch() bool { return v.Patch == AnyPatch }

// MinorVersion returns the version without its patch: 9.4 of 9.4.1.
func (v Version) MinorVersion() Version { return Version{v.Major, v.Minor, AnyPatch} }

// Compare returns a negative number where v comes before w, 0 where they are
// the same, a positive number where v comes later. A version without a patch
// counts as its first release: 9.4 is the same as 9.4.0 and comes before 9.4.1.
func (v Version) Compare(w Version) int {
	if v.Major != w.Major {
		return v.Major - w.Major
	}
	if v.Minor != w.Minor {
		return v.Minor - w.Minor
	}
	return max(v.Patch, 0) - max(w.Patch, 0)
}

// String returns "9.4", "9.4.1", or "" for the zero value.
func (v Version) String() string {
	if v.IsZero() {
		return ""
	}
	s := strconv.Itoa(v.Major) + "." + strconv.Itoa(v.Minor)
	if v.Patch != AnyPatch {
		s += "." + strconv.Itoa(v.Patch)
	}
	return s
}

// MarshalText returns the version as String does.
func (v Version) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a version as ParseVersion does.
func (v *Version) UnmarshalText(text []byte) (err error) {
	*v, err = ParseVersion(string(text))
	return err
}

// newestMinor is the highest minor of each major of the Stack that the
// catalogue knows; 8.19 and 7.17 are the last of theirs.
var newestMinor = [...]int{7: 17, 8: 19, 9: 6}

// Oldest returns the oldest version that the catalogue answers for, 7.17.
func Oldest() Version { return V(7, 17) }

// Latest returns the newest released version, 9.5.
func Latest() Version { return V(9, 5) }

// Development returns the version in development that is known in part, 9.6.
func Development() Version { return V(9, 6) }

// Stacks returns all minor versions that the catalogue answers for, ascending,
// the one in development last.
func Stacks() []Version {
	var all []Version
	for major := Oldest().Major; major < len(newestMinor); major++ {
		for minor := 0; minor <= newestMinor[major]; minor++ {
			if v := V(major, minor); v.Compare(Oldest()) >= 0 {
				all = append(all, v)
			}
		}
	}
	return all
}

// ParseStack reads a version of the Stack, "9.4" or "9.4.1". It is an error
// where the catalogue has no answers for it: before 7.17, after 9.6, or a minor
// that does not exist, such as 8.20.
func ParseStack(s string) (Version, error) {
	v, err := ParseVersion(s)
	switch {
	case err != nil:
		return Version{}, err
	case v.Compare(Oldest()) < 0:
		return Version{}, fmt.Errorf("stack version %q is too old: the catalogue begins with %s", s, Oldest())
	case v.Major >= len(newestMinor), v.Major == Development().Major && v.Minor > Development().Minor:
		return Version{}, fmt.Errorf("stack version %q is newer than the catalogue, which ends with %s (and %s in development)", s, Latest(), Development())
	case v.Minor > newestMinor[v.Major]:
		return Version{}, fmt.Errorf("stack version %q does not exist: %d.%d is the last %d.x", s, v.Major, newestMinor[v.Major], v.Major)
	}
	return v, nil
}
